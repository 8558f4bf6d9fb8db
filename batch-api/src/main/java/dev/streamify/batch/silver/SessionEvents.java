package dev.streamify.batch.silver;

import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.engine.TableScan;
import dev.streamify.batch.quality.Audited;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.types.Types;

/**
 * Events of several tables in one shape. A column that a table does not have is empty.
 *
 * @param inputs the tables
 */
record SessionEvents(List<Audited.Input> inputs) {
  private static final String SILVER = "silver_";
  private static final List<String> COLUMNS =
      List.of("level", "city", "state", "page", "artist", "song", "duration");

  /** All columns, as a query. Events without a user are left out. */
  String rows(Function<Audited.Input, Optional<TableScan>> scan) {
    return union(scan, input -> Stream.concat(key(input), columns(input)));
  }

  /** User and time, as a query. Events without a user are left out. */
  String moments(Function<Audited.Input, List<TableScan>> scans) {
    List<String> queries = new ArrayList<>();
    for (Audited.Input input : inputs) {
      for (TableScan scan : scans.apply(input)) {
        queries.add(query(scan, Stream.of("userId AS user_id", "ts")));
      }
    }
    return String.join("\nUNION ALL\n", queries);
  }

  private String union(
      Function<Audited.Input, Optional<TableScan>> scan,
      Function<Audited.Input, Stream<String>> columns) {
    return inputs.stream()
        .flatMap(input -> scan.apply(input).stream().map(rows -> query(rows, columns.apply(input))))
        .collect(Collectors.joining("\nUNION ALL\n"));
  }

  private static String query(TableScan scan, Stream<String> columns) {
    return "SELECT %s FROM %s WHERE userId IS NOT NULL"
        .formatted(columns.collect(Collectors.joining(", ")), scan.sql());
  }

  private static Stream<String> key(Audited.Input input) {
    return Stream.of(
        Sql.text(input.name().replaceFirst("^" + SILVER, "")) + " AS stream",
        "userId AS user_id",
        "ts",
        "sessionId AS native_session",
        "itemInSession AS step");
  }

  private static Stream<String> columns(Audited.Input input) {
    Set<String> present =
        input.table().schema().columns().stream()
            .map(Types.NestedField::name)
            .collect(Collectors.toSet());
    return COLUMNS.stream().map(column -> present.contains(column) ? column : "NULL AS " + column);
  }
}
