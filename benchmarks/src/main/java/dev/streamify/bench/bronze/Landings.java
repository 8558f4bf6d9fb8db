package dev.streamify.bench.bronze;

import dev.streamify.bench.base.BenchException;
import dev.streamify.bench.platform.Tables;
import dev.streamify.bench.report.SteadyLoad;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * What was committed to the tables of events in a span of time, and how old it was by then: the
 * time of the snapshot less the time that the producer gave the raw record, row by row.
 */
final class Landings implements AutoCloseable {
  private static final double MILLIS = 1_000;

  private record Landed(String stream, Path file, long committedAtMs) {}

  private final DuckDBConnection duckdb;
  private final List<Landed> files = new ArrayList<>();
  private long commits;

  private Landings(DuckDBConnection duckdb) {
    this.duckdb = duckdb;
  }

  /** Of that span. */
  static Landings of(Tables tables, Instant from, Instant to) {
    try {
      Landings landings =
          new Landings(DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class));
      for (EventStream stream : EventContract.standard().streams()) {
        landings.add(stream, tables.table(stream.bronzeTable()), from, to);
      }
      return landings;
    } catch (SQLException e) {
      throw BenchException.failed("DuckDB does not start: " + e.getMessage(), e);
    }
  }

  private void add(EventStream stream, Table table, Instant from, Instant to) {
    for (Snapshot snapshot : table.snapshots()) {
      long committedAtMs = snapshot.timestampMillis();
      if (committedAtMs < from.toEpochMilli() || committedAtMs > to.toEpochMilli()) {
        continue;
      }
      List<String> added = new ArrayList<>();
      for (DataFile file :
          SnapshotChanges.builderFor(table).snapshot(snapshot).build().addedDataFiles()) {
        added.add(file.location());
      }
      commits += added.isEmpty() ? 0 : 1;
      Tables.localPaths(added)
          .forEach(path -> files.add(new Landed(stream.name(), path, committedAtMs)));
    }
  }

  /** Joins the rows with the times of the raw topics' records; to be called before the others. */
  void readTimes(String bootstrapServers) {
    if (files.isEmpty()) {
      throw BenchException.failed("nothing was committed while it was measured");
    }
    execute("CREATE TABLE raw(topic VARCHAR, p INTEGER, o BIGINT, ms BIGINT)");
    execute("CREATE TABLE age(ms BIGINT)");
    execute("CREATE TABLE files(path VARCHAR, ms BIGINT)");
    try {
      try (DuckDBAppender raw = duckdb.createAppender("raw")) {
        RawTimes.read(
            bootstrapServers,
            (topic, partition, offset, ms) -> {
              raw.beginRow();
              raw.append(topic).append(partition).append(offset).append(ms);
              raw.endRow();
            });
      }
      try (DuckDBAppender rows = duckdb.createAppender("files")) {
        for (Landed each : files) {
          rows.beginRow();
          rows.append(each.file().toString()).append(each.committedAtMs());
          rows.endRow();
        }
      }
    } catch (SQLException e) {
      throw BenchException.failed("DuckDB: " + e.getMessage(), e);
    }
    EventContract.standard().streams().forEach(this::join);
  }

  private void join(EventStream stream) {
    String paths =
        files.stream()
            .filter(each -> each.stream().equals(stream.name()))
            .map(each -> "'" + each.file().toString().replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    if (paths.isEmpty()) {
      return;
    }
    execute(
        """
        INSERT INTO age SELECT files.ms - raw.ms
        FROM read_parquet([%s], filename = true, hive_partitioning = false) AS b
        JOIN files ON files.path = b.filename
        JOIN raw ON raw.topic = '%s' AND raw.p = b._kafka_partition AND raw.o = b._kafka_offset
        """
            .formatted(paths, stream.rawTopic()));
  }

  SteadyLoad.Freshness freshness() {
    return new SteadyLoad.Freshness(
        number("SELECT quantile_disc(ms, 0.5) FROM age") / MILLIS,
        number("SELECT quantile_disc(ms, 0.99) FROM age") / MILLIS,
        number("SELECT max(ms) FROM age") / MILLIS);
  }

  long rows() {
    return number("SELECT count(*) FROM age");
  }

  int files() {
    return files.size();
  }

  long commits() {
    return commits;
  }

  private void execute(String sql) {
    try (Statement statement = duckdb.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw BenchException.failed("DuckDB: " + e.getMessage(), e);
    }
  }

  private long number(String query) {
    try (Statement statement = duckdb.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw BenchException.failed("DuckDB: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      ((Connection) duckdb).close();
    } catch (SQLException e) {
      throw BenchException.failed("DuckDB does not end: " + e.getMessage(), e);
    }
  }
}
