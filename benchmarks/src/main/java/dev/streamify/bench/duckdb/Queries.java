package dev.streamify.bench.duckdb;

import dev.streamify.contract.EventStream;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The transforms in DuckDB's SQL, over the lakehouse's own Parquet files. */
public final class Queries {
  private Queries() {}

  /** The first delivery of each event. */
  public static String firstDeliveries(EventStream stream, Stream<Path> bronze) {
    return deduplicated(stream, "SELECT * FROM " + parquet(bronze));
  }

  /** The first delivery of each event that silver lacks. */
  public static String newEvents(
      EventStream stream, Stream<Path> newBronze, Stream<Path> silverOfTheDates) {
    return deduplicated(
        stream,
        "SELECT * FROM %s AS increment WHERE NOT EXISTS (SELECT 1 FROM %s AS known WHERE known.event_id = increment.event_id)"
            .formatted(parquet(newBronze), parquet(silverOfTheDates)));
  }

  private static String deduplicated(EventStream stream, String deliveries) {
    String columns =
        stream
            .bronzeTable()
            .columnNames()
            .map(name -> '"' + name + '"')
            .collect(Collectors.joining(", "));
    return """
        SELECT %s FROM (
          SELECT *, row_number() OVER (
            PARTITION BY event_id ORDER BY _processing_time, _kafka_partition, _kafka_offset
          ) AS delivery_number
          FROM (%s))
        WHERE delivery_number = 1
        """
        .formatted(columns, deliveries);
  }

  /** Files as a table; days are read from the files, not from the names of folders. */
  static String parquet(Stream<Path> files) {
    return files
        .map(file -> DuckDb.literal(file.toString()))
        .collect(Collectors.joining(", ", "read_parquet([", "], hive_partitioning = false)"));
  }
}
