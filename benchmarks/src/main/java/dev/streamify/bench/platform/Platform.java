package dev.streamify.bench.platform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.bench.base.Await;
import dev.streamify.bench.base.Resources;
import dev.streamify.bench.process.ChildProcess;
import dev.streamify.bench.report.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A lakehouse of its own with a Spark server and a batch-api, all as a user runs them. */
public final class Platform implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);

  private final Resources resources;
  private final Tables tables;
  private final ChildProcess spark;
  private final ChildProcess service;
  private final BatchClient client;

  private Platform(
      Resources resources,
      Tables tables,
      ChildProcess spark,
      ChildProcess service,
      BatchClient client) {
    this.resources = resources;
    this.tables = tables;
    this.spark = spark;
    this.service = service;
    this.client = client;
  }

  /**
   * Starts it and waits until it is ready; then its tables exist and are empty.
   *
   * @param settings the same for all platforms of a benchmark
   * @param folder of its data and logs
   */
  public static Platform start(PlatformSettings settings, Path folder) {
    Resources resources = new Resources();
    try {
      Files.createDirectories(folder);
      CatalogServer catalog = resources.add(CatalogServer.start(folder));
      int sparkPort = ChildProcess.freePort();
      ChildProcess spark = resources.add(spark(settings, folder, catalog, sparkPort));
      int port = ChildProcess.freePort();
      ChildProcess service = resources.add(service(settings, folder, catalog, sparkPort, port));
      Tables tables = resources.add(Tables.open(catalog.properties()));
      BatchClient client = new BatchClient(port);
      Platform platform = new Platform(resources, tables, spark, service, client);
      Await.until(READY_WITHIN, platform::isReady, () -> "batch-api does not get ready");
      return platform;
    } catch (IOException e) {
      resources.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      resources.close();
      throw e;
    }
  }

  private static ChildProcess spark(
      PlatformSettings settings, Path folder, CatalogServer catalog, int port) {
    List<String> arguments =
        List.of(
            "@" + settings.installation().sparkJvmOptions(),
            "-Xmx" + settings.sparkHeap(),
            "-cp",
            settings.installation().sparkJars() + "/*",
            "dev.streamify.spark.SparkServer");
    Map<String, String> environment = new HashMap<>(catalog.environment());
    environment.put("SPARK_MASTER", "local[%d]".formatted(settings.cores()));
    environment.put("SPARK_CONNECT_PORT", Integer.toString(port));
    environment.put("STREAMIFY_SPARK_WORK_DIR", folder.resolve("spark").toString());
    return ChildProcess.start(
        "spark-server",
        settings.installation().guardAgent(),
        arguments,
        environment,
        folder,
        ChildProcess.Output.LOG);
  }

  private static ChildProcess service(
      PlatformSettings settings, Path folder, CatalogServer catalog, int sparkPort, int port) {
    // As the local stack starts it.
    List<String> arguments =
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx384m",
            "-Dfile.encoding=UTF-8",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-jar",
            settings.installation().batchApi().toString());
    Map<String, String> environment = new HashMap<>(catalog.environment());
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("SPARK_REMOTE", "sc://127.0.0.1:" + sparkPort);
    environment.put("STREAMIFY_BATCH_DATABASE_URL", "jdbc:h2:file:" + folder.resolve("history"));
    environment.put("STREAMIFY_BATCH_TRIGGERS_ENABLED", "false");
    return ChildProcess.start(
        "batch-api",
        settings.installation().guardAgent(),
        arguments,
        environment,
        folder,
        ChildProcess.Output.LOG);
  }

  private boolean isReady() {
    spark.requireAlive();
    service.requireAlive();
    // batch-api is ready as soon as Spark listens; measuring begins when Spark is warm, too.
    return spark.log().contains("Spark Connect is ready") && client.isReady();
  }

  /** The tables. */
  public Tables tables() {
    return tables;
  }

  /** Whether batch-api has the job. */
  public boolean knows(String job) {
    return client.knows(job);
  }

  /**
   * A completed run and what it took.
   *
   * @param run as batch-api tells it
   * @param sample from the request to the answer that it has ended, and the CPU time meanwhile
   */
  public record MeasuredRun(JsonNode run, Sample sample) {
    /** One of the run's counts. */
    public long metric(String name) {
      return run.path("metrics").path(name).asLong(-1);
    }
  }

  /** Runs a job. */
  public MeasuredRun run(String job) {
    Duration sparkBefore = spark.cpu();
    Duration serviceBefore = service.cpu();
    long start = System.nanoTime();
    JsonNode run = client.run(job);
    Duration wall = Duration.ofNanos(System.nanoTime() - start);
    return new MeasuredRun(
        run,
        new Sample(
            Sample.seconds(wall),
            Map.of(
                "spark-server", Sample.seconds(spark.cpu().minus(sparkBefore)),
                "batch-api", Sample.seconds(service.cpu().minus(serviceBefore)))));
  }

  @Override
  public void close() {
    resources.close();
  }
}
