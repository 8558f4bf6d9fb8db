package dev.streamify.bench.chaos;

import dev.streamify.bench.base.BenchException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the rows of tables came from, kept while tables only grow: each file is read once, so a
 * look costs what is new since the last one. Not for tables whose files are rewritten or removed.
 */
final class Arrivals {
  private final Connection duckdb;
  private final Set<String> seen = new HashSet<>();

  /** Keeps them in a database of its caller's. */
  Arrivals(Connection duckdb) {
    this.duckdb = duckdb;
    run("CREATE TABLE arrived (stream VARCHAR, part INTEGER, place BIGINT)");
  }

  /**
   * Reads what is new.
   *
   * @param files all files of a table
   * @param columns of it: the stream, the raw topic's partition and the offset there, as SQL
   */
  void read(Collection<String> files, String columns) {
    List<String> fresh = new ArrayList<>(files);
    fresh.removeAll(seen);
    if (fresh.isEmpty()) {
      return;
    }
    run(
        fresh.stream()
            .map(file -> "'" + file.replace("'", "''") + "'")
            .collect(
                Collectors.joining(
                    ", ",
                    "INSERT INTO arrived SELECT " + columns + " FROM read_parquet([",
                    "], hive_partitioning = false)")));
    seen.addAll(fresh);
  }

  /** How many records of before these ends of a stream's partitions have not been read. */
  long missing(String stream, Map<Integer, Long> ends) {
    long missing = 0;
    String query =
        "SELECT count(DISTINCT place) FROM arrived WHERE stream = ? AND part = ? AND place < ?";
    try (PreparedStatement count = duckdb.prepareStatement(query)) {
      for (Map.Entry<Integer, Long> end : ends.entrySet()) {
        count.setString(1, stream);
        count.setInt(2, end.getKey());
        count.setLong(3, end.getValue());
        try (ResultSet result = count.executeQuery()) {
          result.next();
          missing += end.getValue() - result.getLong(1);
        }
      }
    } catch (SQLException e) {
      throw BenchException.failed("DuckDB: " + e.getMessage(), e);
    }
    return missing;
  }

  private void run(String sql) {
    try (Statement statement = duckdb.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw BenchException.failed("DuckDB: " + e.getMessage(), e);
    }
  }
}
