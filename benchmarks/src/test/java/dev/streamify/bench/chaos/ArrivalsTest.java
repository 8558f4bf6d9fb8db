package dev.streamify.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The count of records that arrived, over real Parquet files. */
class ArrivalsTest {
  @TempDir Path folder;
  private Connection duckdb;
  private Arrivals arrivals;

  @BeforeEach
  void open() throws SQLException {
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
    arrivals = new Arrivals(duckdb);
  }

  @AfterEach
  void close() throws SQLException {
    duckdb.close();
  }

  @Test
  void recordsOfOneStreamDoNotStandForThoseOfAnother() throws SQLException {
    String bronze = file("bronze", "range(100)", "'listen' AS stream, 0 AS part, range AS place");
    arrivals.read(List.of(bronze), "'listen', part, place");

    assertThat(arrivals.missing("listen", Map.of(0, 60L))).isZero();
    assertThat(arrivals.missing("listen", Map.of(0, 60L, 1, 5L))).isEqualTo(5);
    assertThat(arrivals.missing("auth", Map.of(0, 3L))).isEqualTo(3);
  }

  @Test
  void newerOnesDoNotStandForOlderOnes() throws SQLException {
    String newer = file("newer", "range(10, 100)", "0 AS part, range AS place");
    arrivals.read(List.of(newer), "'listen', part, place");

    assertThat(arrivals.missing("listen", Map.of(0, 50L))).isEqualTo(10);
  }

  @Test
  void deadLettersCountForTheirStreamAndDoubledRowsOnce() throws SQLException {
    String bronze = file("bronze", "range(9)", "0 AS part, range % 5 AS place");
    String letters =
        file("letters", "range(5, 7)", "'listen' AS stream, 0 AS part, range AS place");
    arrivals.read(List.of(bronze), "'listen', part, place");
    assertThat(arrivals.missing("listen", Map.of(0, 8L))).isEqualTo(3);

    arrivals.read(List.of(bronze, letters), "stream, part, place");
    assertThat(arrivals.missing("listen", Map.of(0, 8L))).isEqualTo(1);
  }

  @Test
  void filesAreReadOnce() throws SQLException {
    String file = file("once", "range(3)", "0 AS part, range AS place");
    arrivals.read(List.of(file), "'listen', part, place");
    // Would fail on this column, were it read again.
    arrivals.read(List.of(file), "'listen', part, no_such_column");

    assertThat(arrivals.missing("listen", Map.of(0, 3L))).isZero();
  }

  private String file(String name, String rows, String columns) throws SQLException {
    Path file = folder.resolve(name + ".parquet");
    try (Statement statement = duckdb.createStatement()) {
      statement.execute(
          "COPY (SELECT %s FROM %s) TO '%s' (FORMAT parquet)".formatted(columns, rows, file));
    }
    return file.toString();
  }
}
