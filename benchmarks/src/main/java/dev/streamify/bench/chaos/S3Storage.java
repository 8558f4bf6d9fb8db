package dev.streamify.bench.chaos;

import dev.streamify.bench.base.Resources;
import dev.streamify.bench.platform.BucketFiles;
import dev.streamify.bench.platform.S3Server;
import dev.streamify.bench.platform.TablePlace;
import dev.streamify.bench.process.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** An S3 server that keeps objects as files, and a proxy before it. */
final class S3Storage implements Storage {
  private static final String BUCKET = "lakehouse";
  private static final String WAREHOUSE = "s3://" + BUCKET + "/warehouse";

  private final Resources resources = new Resources();
  private final Path buckets;
  private final S3Server server;
  private final S3Proxy proxy;

  private S3Storage(Installation installation, Path logs, Path buckets, long seed) {
    this.buckets = buckets;
    this.server = resources.add(S3Server.start(installation, logs, buckets));
    this.proxy = resources.add(S3Proxy.start(server.port(), seed));
  }

  /**
   * Starts it.
   *
   * @param logs folder of the server's log
   * @param buckets folder of its data
   * @param seed of which requests suffer
   */
  static S3Storage start(Installation installation, Path logs, Path buckets, long seed) {
    try {
      Files.createDirectories(buckets.resolve(BUCKET));
      return new S3Storage(installation, logs, buckets, seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public TablePlace place() {
    return new TablePlace(
        Map.of(
            "warehouse",
            WAREHOUSE,
            "io-impl",
            "org.apache.iceberg.aws.s3.S3FileIO",
            "s3.endpoint",
            "http://127.0.0.1:" + proxy.port(),
            "s3.access-key-id",
            S3Server.ACCESS_KEY,
            "s3.secret-access-key",
            S3Server.SECRET_KEY,
            "s3.path-style-access",
            "true",
            "client.region",
            "us-east-1"),
        Map.of(
            "warehouse",
            WAREHOUSE,
            "io-impl",
            BucketFiles.class.getName(),
            BucketFiles.FOLDER,
            buckets.toString()));
  }

  @Override
  public Path file(String location) {
    return BucketFiles.file(buckets, location);
  }

  @Override
  public Warehouse warehouse() {
    return new Warehouse(BucketFiles.file(buckets, WAREHOUSE));
  }

  /** Killed, wherever it is in a request. */
  @Override
  public void takeAway() {
    proxy.suffer(S3Proxy.Trouble.AWAY);
    server.kill();
  }

  @Override
  public void bringBack() {
    server.restart();
    proxy.suffer(S3Proxy.Trouble.NONE);
  }

  @Override
  public Optional<S3Proxy> proxy() {
    return Optional.of(proxy);
  }

  @Override
  public void close() {
    resources.close();
  }
}
