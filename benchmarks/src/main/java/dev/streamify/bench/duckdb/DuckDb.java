package dev.streamify.bench.duckdb;

import dev.streamify.bench.base.BenchException;
import dev.streamify.bench.process.ChildProcess;
import dev.streamify.bench.process.Installation;
import dev.streamify.bench.report.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** DuckDB in a JVM of its own. */
public final class DuckDb implements AutoCloseable {
  private final ChildProcess process;
  private final Writer requests;
  private final BufferedReader answers;
  private final Path folder;
  private final String version;

  private DuckDb(ChildProcess process, Path folder) {
    this.process = process;
    this.requests = process.input();
    this.answers = process.output();
    this.folder = folder;
    this.version = answer("ready ");
  }

  /** DuckDB's version. */
  public String version() {
    return version;
  }

  /**
   * Starts one.
   *
   * @param installation where the guard is
   * @param threads as many as Spark has
   * @param folder of its log and of what it writes
   */
  public static DuckDb start(Installation installation, int threads, Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> arguments =
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            DuckDbWorker.class.getName(),
            Integer.toString(threads),
            folder.resolve("tmp").toString());
    ChildProcess process =
        ChildProcess.start(
            "duckdb",
            installation.guardAgent(),
            arguments,
            Map.of(),
            folder,
            ChildProcess.Output.PIPED);
    try {
      return new DuckDb(process, folder);
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  /**
   * Rows written and what that took.
   *
   * @param rows as DuckDB tells
   * @param sample the statement alone
   */
  public record Written(long rows, Sample sample) {}

  /**
   * Writes what a query gives as Parquet files, a folder for each value of the partition column;
   * they are removed again.
   *
   * @param query a SELECT
   * @param partition the partition column
   */
  public Written write(String query, String partition) {
    Path target = folder.resolve("written");
    try {
      Duration before = process.cpu();
      long start = System.nanoTime();
      long rows = execute(copy(query, partition, target));
      Duration wall = Duration.ofNanos(System.nanoTime() - start);
      Duration cpu = process.cpu().minus(before);
      return new Written(
          rows, new Sample(Sample.seconds(wall), Map.of("duckdb", Sample.seconds(cpu))));
    } finally {
      delete(target);
    }
  }

  // Compression as that of the lakehouse's tables.
  private static String copy(String query, String partition, Path target) {
    return ("COPY (%s) TO %s"
            + " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, PARTITION_BY (%s))")
        .formatted(query, literal(target.toString()), partition);
  }

  private long execute(String sql) {
    try {
      requests.write(sql.replaceAll("\\s+", " ") + "\n");
      requests.flush();
      return Long.parseLong(answer("ok "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answer(String kind) {
    try {
      String answer = answers.readLine();
      if (answer == null) {
        throw BenchException.failed("DuckDB ended: " + process.log());
      }
      if (!answer.startsWith(kind)) {
        throw BenchException.failed("DuckDB: " + answer);
      }
      return answer.substring(kind.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text in a statement. */
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static void delete(Path target) {
    if (!Files.exists(target)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(target)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
