package dev.streamify.bench.process;

import dev.streamify.bench.base.BenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the build put the other modules: beside this one.
 *
 * @param root the project's folder
 */
public record Installation(Path root) {
  private static final Pattern SPARK = Pattern.compile("spark-sql_[0-9.]+-([0-9][0-9.]*)\\.jar");

  /** Finds the project from the place of this module's jar, {@code benchmarks/target}. */
  public static Installation locate() {
    Path jar =
        Path.of(
            URI.create(
                Installation.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    return new Installation(jar.getParent().getParent().getParent());
  }

  /** The agent that ends children with their parent. */
  public Path guardAgent() {
    return require("local-stack/target/local-stack-guard.jar");
  }

  /** The batch service. */
  public Path batchApi() {
    return require("batch-api/target/quarkus-app/quarkus-run.jar");
  }

  /** The enrichment service. */
  public Path enrichStreams() {
    return require("enrich-streams/target/quarkus-app/quarkus-run.jar");
  }

  /** What prepares topics and sinks. */
  public Path bootstrap() {
    return require("bootstrap/target/bootstrap.jar");
  }

  /** The class path of the Connect worker. */
  public String connectClassPath() {
    return require("connect-worker/target/connect-worker.jar")
        + ":"
        + require("connect-worker/target/lib")
        + "/*";
  }

  /** The folder of the worker's plug-ins. */
  public Path connectPlugins() {
    return require("connect-config/target/plugin");
  }

  /** The worker's settings. */
  public Path connectSettings() {
    return require("connect-config/worker/connect-distributed.properties");
  }

  /** The folder of sink files. */
  public Path sinks() {
    return require("connect-config/sinks");
  }

  /** S3's protocol onto a folder. */
  public Path s3Server() {
    return require("docker/stand-ins/target/s3proxy/s3proxy.jar");
  }

  /** The simulator of events. */
  public Path eventSim() {
    return require("event-sim/target/event-sim.jar");
  }

  /** The folder of jars that has Kafka's broker. */
  public Path kafkaJars() {
    return require("local-stack/target/lib");
  }

  /** This module. */
  public Path benchmarks() {
    return require("benchmarks/target/benchmarks.jar");
  }

  /** The jars of the Spark server. */
  public Path sparkJars() {
    return require("spark-server/target/jars");
  }

  /** Spark Structured Streaming from Kafka, beside Spark's own jars. */
  public String structuredStreamingClassPath() {
    return require("benchmarks/structured-streaming/target/jars") + "/*:" + sparkJars() + "/*";
  }

  /** The JVM options of the Spark server. */
  public Path sparkJvmOptions() {
    return require("spark-server/target/jvm.options");
  }

  /** The version of Spark, by its jar. */
  public String sparkVersion() {
    try (Stream<Path> jars = Files.list(sparkJars())) {
      Optional<String> version =
          jars.map(jar -> SPARK.matcher(jar.getFileName().toString()))
              .filter(Matcher::matches)
              .map(match -> match.group(1))
              .findFirst();
      return version.orElse("unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path require(String relative) {
    Path path = root.resolve(relative);
    if (!Files.exists(path)) {
      throw BenchException.unusable(path + " is missing: build the project with `mvn package`");
    }
    return path;
  }
}
