package dev.streamify.bench.platform;

import dev.streamify.bench.base.Await;
import dev.streamify.bench.kafka.KafkaPrograms;
import dev.streamify.bench.process.ChildProcess;
import dev.streamify.bench.process.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** S3Proxy as a process of its own: S3's protocol onto a folder, an object is a file. */
public final class S3Server implements AutoCloseable {
  /** The user of its only key. */
  public static final String ACCESS_KEY = "streamify-chaos";

  /** What requests are signed with. */
  public static final String SECRET_KEY = "no-secret-on-loopback";

  private static final Duration READY_WITHIN = Duration.ofMinutes(1);

  private final Installation installation;
  private final Path logs;
  private final Path settings;
  private final int port;
  private ChildProcess process;

  private S3Server(Installation installation, Path logs, Path settings, int port) {
    this.installation = installation;
    this.logs = logs;
    this.settings = settings;
    this.port = port;
    start();
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param logs folder of its log and its settings
   * @param buckets folder of its data, in which a bucket is a folder
   */
  public static S3Server start(Installation installation, Path logs, Path buckets) {
    int port = ChildProcess.freePort();
    String text =
        """
        s3proxy.endpoint=http://127.0.0.1:%d
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        s3proxy.v4-max-non-chunked-request-size=134217728
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        """
            .formatted(port, ACCESS_KEY, SECRET_KEY, buckets);
    try {
      Files.createDirectories(buckets);
      return new S3Server(
          installation,
          logs,
          Files.writeString(Files.createDirectories(logs).resolve("s3.properties"), text),
          port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its loopback port. */
  public int port() {
    return port;
  }

  /** {@code kill -9}. */
  public void kill() {
    process.kill();
  }

  /** Starts it again on the same port and folder. */
  public void restart() {
    start();
  }

  private void start() {
    process =
        ChildProcess.start(
            "s3",
            installation.guardAgent(),
            List.of(
                "-Xmx256m",
                "-jar",
                installation.s3Server().toString(),
                "--properties",
                settings.toString()),
            Map.of(),
            logs,
            ChildProcess.Output.LOG);
    Await.until(
        READY_WITHIN,
        () -> {
          process.requireAlive();
          return KafkaPrograms.listens(port);
        },
        () -> "the S3 server does not start");
  }

  @Override
  public void close() {
    process.close();
  }
}
