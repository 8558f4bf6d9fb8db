package dev.streamify.bench.chaos;

import dev.streamify.bench.base.BenchException;
import dev.streamify.bench.kafka.TopicEnds;
import dev.streamify.bench.platform.Tables;
import dev.streamify.bench.report.FaultReport;
import dev.streamify.contract.DeadLetter;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.TableDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * Counts what became of every raw record: Kafka's offsets on one side, the files of the tables on
 * the other, read by DuckDB, so by nothing of the platform itself.
 */
final class Ledger implements AutoCloseable {
  private final EventContract contract = EventContract.standard();
  private final Admin admin;
  private final ChaosCluster cluster;
  private final Connection duckdb;
  private Tables tables;

  Ledger(ChaosCluster cluster) {
    this.admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
    this.cluster = cluster;
    this.tables = Tables.open(cluster.catalogProperties());
    try {
      this.duckdb = DriverManager.getConnection("jdbc:duckdb:");
    } catch (SQLException e) {
      throw BenchException.failed("DuckDB does not start: " + e.getMessage(), e);
    }
  }

  /** Records of all raw topics so far. */
  long produced() {
    return contract.streams().stream().mapToLong(this::raw).sum();
  }

  /** Rows of bronze so far, by the summaries of the newest snapshots. */
  long landed() {
    try {
      return tables.rowsOfBronze();
    } catch (RuntimeException away) {
      // A JDBC catalog keeps a connection that broke.
      tables = Tables.open(cluster.catalogProperties());
      throw away;
    }
  }

  private long raw(EventStream stream) {
    return ends(stream).values().stream().mapToLong(Long::longValue).sum();
  }

  private Map<Integer, Long> ends(EventStream stream) {
    return new TopicEnds(admin)
        .of(List.of(stream.rawTopic())).entrySet().stream()
            .collect(Collectors.toMap(end -> end.getKey().partition(), Map.Entry::getValue));
  }

  /**
   * What came of each stream's events.
   *
   * @param produced what the simulator says that it produced
   */
  List<FaultReport.Stream> settle(ToLongFunction<EventStream> produced) {
    return contract.streams().stream()
        .map(stream -> settle(stream, produced.applyAsLong(stream)))
        .toList();
  }

  private FaultReport.Stream settle(EventStream stream, long produced) {
    Map<Integer, Long> ends = ends(stream);
    String bronze = scan(stream.bronzeTable());
    String silver = scan(stream.silverTable());
    String letters =
        "(SELECT * FROM %s WHERE %s = '%s')"
            .formatted(scan(DeadLetter.bronzeTable()), DeadLetter.STREAM, stream.name());
    long rows = number("SELECT count(*) FROM " + bronze);
    long distinct =
        number(
            "SELECT count(*) FROM (SELECT DISTINCT _kafka_partition, _kafka_offset FROM %s)"
                .formatted(bronze));
    long lost = 0;
    for (Map.Entry<Integer, Long> end : ends.entrySet()) {
      lost +=
          number(
              """
              SELECT count(*) FROM range(%d) AS raw(o) WHERE o NOT IN
                (SELECT _kafka_offset FROM %s WHERE _kafka_partition = %d UNION ALL
                 SELECT source_offset FROM %s WHERE source_partition = %d)
              """
                  .formatted(end.getValue(), bronze, end.getKey(), letters, end.getKey()));
    }
    return new FaultReport.Stream(
        stream.name(),
        produced,
        ends.values().stream().mapToLong(Long::longValue).sum(),
        rows,
        number("SELECT count(*) FROM " + letters),
        lost,
        rows - distinct,
        number("SELECT count(*) FROM " + silver),
        number("SELECT count(*) - count(DISTINCT event_id) FROM " + silver),
        number(
            "SELECT count(*) FROM (SELECT event_id FROM %s EXCEPT SELECT event_id FROM %s)"
                .formatted(bronze, silver)));
  }

  /** The rows of a table, as its files are now. */
  private String scan(TableDefinition table) {
    List<String> files = tables.files(table);
    if (files.isEmpty()) {
      List<String> columns = new ArrayList<>();
      tables
          .table(table)
          .schema()
          .columns()
          .forEach(column -> columns.add("NULL AS \"%s\"".formatted(column.name())));
      return "(SELECT %s WHERE false)".formatted(String.join(", ", columns));
    }
    return files.stream()
        .map(cluster::fileOf)
        .map(path -> "'" + path.toString().replace("'", "''") + "'")
        .collect(Collectors.joining(", ", "read_parquet([", "], hive_partitioning = false)"));
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
      admin.close();
      duckdb.close();
      tables.close();
    } catch (SQLException e) {
      throw BenchException.failed("DuckDB does not end: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
