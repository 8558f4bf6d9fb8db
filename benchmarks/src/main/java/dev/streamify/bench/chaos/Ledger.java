package dev.streamify.bench.chaos;

import dev.streamify.bench.base.BenchException;
import dev.streamify.bench.kafka.TopicEnds;
import dev.streamify.bench.platform.Tables;
import dev.streamify.bench.report.FaultReport;
import dev.streamify.contract.DeadLetter;
import dev.streamify.contract.EnrichmentColumns;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.TableDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
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
public final class Ledger implements AutoCloseable {
  private final EventContract contract = EventContract.standard();
  private final Admin admin;
  private final ChaosCluster cluster;
  private final Connection duckdb;
  private final Arrivals arrivals;
  private Tables tables;

  /** Of that platform. */
  public Ledger(ChaosCluster cluster) {
    this.admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
    this.cluster = cluster;
    this.tables = Tables.open(cluster.catalogProperties());
    try {
      this.duckdb = DriverManager.getConnection("jdbc:duckdb:");
    } catch (SQLException e) {
      throw BenchException.failed("DuckDB does not start: " + e.getMessage(), e);
    }
    this.arrivals = new Arrivals(duckdb);
  }

  /** Records of all raw topics so far. */
  public long produced() {
    return contract.streams().stream().mapToLong(this::raw).sum();
  }

  /** Rows of bronze so far, by the summaries of the newest snapshots. */
  public long landed() {
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
    return settle(produced, Instant.EPOCH);
  }

  /**
   * What came of each stream's events since raw topics were made anew, whose offsets began again.
   *
   * @param produced what the simulator says that it produced since then
   * @param since when that was
   */
  public List<FaultReport.Stream> settle(ToLongFunction<EventStream> produced, Instant since) {
    return contract.streams().stream()
        .map(stream -> settle(stream, produced.applyAsLong(stream), since))
        .toList();
  }

  /** How far each raw topic is written, by stream and partition. */
  public Map<String, Map<Integer, Long>> mark() {
    return contract.streams().stream().collect(Collectors.toMap(EventStream::name, this::ends));
  }

  /**
   * How many raw records of before a mark are neither in bronze nor a dead letter.
   *
   * @param since rows of before then are of raw topics that are gone
   */
  public long missing(Map<String, Map<Integer, Long>> mark, Instant since) {
    return contract.streams().stream()
        .mapToLong(
            stream -> lost(mark.get(stream.name()), bronze(stream, since), letters(stream, since)))
        .sum();
  }

  /**
   * How many raw records of before a mark have arrived neither in bronze nor as dead letters, for
   * tables and topics that stayed what they are. Costs what has come since it was asked last.
   */
  long notArrived(Map<String, Map<Integer, Long>> mark) {
    for (EventStream stream : contract.streams()) {
      arrivals.read(
          files(stream.bronzeTable()),
          "'%s', %s, %s"
              .formatted(
                  stream.name(),
                  EnrichmentColumns.KAFKA_PARTITION,
                  EnrichmentColumns.KAFKA_OFFSET));
    }
    arrivals.read(
        files(DeadLetter.bronzeTable()),
        "%s, %s, %s"
            .formatted(DeadLetter.STREAM, DeadLetter.SOURCE_PARTITION, DeadLetter.SOURCE_OFFSET));
    return mark.entrySet().stream()
        .mapToLong(of -> arrivals.missing(of.getKey(), of.getValue()))
        .sum();
  }

  private List<String> files(TableDefinition table) {
    return tables.files(table).stream().map(cluster::fileOf).map(Path::toString).toList();
  }

  /** Rows of bronze and dead letters that were made before a moment. */
  public long landedBefore(Instant moment) {
    String condition = "(SELECT * FROM %s WHERE %s < TIMESTAMPTZ '%s')";
    return contract.streams().stream()
            .mapToLong(
                stream ->
                    count(
                        condition.formatted(
                            scan(stream.bronzeTable()), EnrichmentColumns.PROCESSING_TIME, moment)))
            .sum()
        + count(
            condition.formatted(scan(DeadLetter.bronzeTable()), DeadLetter.REJECTED_AT, moment));
  }

  private long count(String rows) {
    return number("SELECT count(*) FROM " + rows);
  }

  private String bronze(EventStream stream, Instant since) {
    return "(SELECT * FROM %s WHERE %s >= TIMESTAMPTZ '%s')"
        .formatted(scan(stream.bronzeTable()), EnrichmentColumns.PROCESSING_TIME, since);
  }

  private String letters(EventStream stream, Instant since) {
    return "(SELECT * FROM %s WHERE %s = '%s' AND %s >= TIMESTAMPTZ '%s')"
        .formatted(
            scan(DeadLetter.bronzeTable()),
            DeadLetter.STREAM,
            stream.name(),
            DeadLetter.REJECTED_AT,
            since);
  }

  private FaultReport.Stream settle(EventStream stream, long produced, Instant since) {
    Map<Integer, Long> ends = ends(stream);
    String bronze = bronze(stream, since);
    String silver = scan(stream.silverTable());
    String letters = letters(stream, since);
    long rows = number("SELECT count(*) FROM " + bronze);
    long distinct =
        number(
            "SELECT count(*) FROM (SELECT DISTINCT _kafka_partition, _kafka_offset FROM %s)"
                .formatted(bronze));
    return new FaultReport.Stream(
        stream.name(),
        produced,
        ends.values().stream().mapToLong(Long::longValue).sum(),
        rows,
        number("SELECT count(*) FROM " + letters),
        lost(ends, bronze, letters),
        rows - distinct,
        number("SELECT count(*) FROM " + silver),
        number("SELECT count(*) - count(DISTINCT event_id) FROM " + silver),
        number(
            "SELECT count(*) FROM (SELECT event_id FROM %s EXCEPT SELECT event_id FROM %s)"
                .formatted(bronze, silver)));
  }

  private long lost(Map<Integer, Long> ends, String bronze, String letters) {
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
    return lost;
  }

  /** The rows of a table, as its files are now. */
  private String scan(TableDefinition table) {
    List<String> files = files(table);
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
        .map(path -> "'" + path.replace("'", "''") + "'")
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
