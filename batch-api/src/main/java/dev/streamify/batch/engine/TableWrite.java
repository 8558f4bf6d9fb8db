package dev.streamify.batch.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A query whose result is written to a table, and what is counted of its rows on the way: one pass
 * over them gives both.
 *
 * @param query the query; it reads snapshots, so that it gives the same rows when it is asked again
 * @param counts aggregates over all of its rows, in SQL, by name
 * @param keep the condition of the rows that are written; absent for all
 * @param columns the columns that are written, by name
 * @param target the table, as SQL has it
 * @param replaced the condition of the rows that the written ones take the place of; absent when
 *     they are added
 */
public record TableWrite(
    String query,
    Map<String, String> counts,
    Optional<String> keep,
    List<String> columns,
    String target,
    Optional<String> replaced) {
  /** Copies the collections. */
  public TableWrite {
    counts = new LinkedHashMap<>(counts);
    columns = List.copyOf(columns);
  }

  /** As one statement, for people: what is counted on the way is not in it. */
  public String text() {
    return "INSERT INTO %s (%s)%s%n%s%s"
        .formatted(
            target,
            String.join(", ", columns),
            replaced.map(" REPLACE WHERE "::concat).orElse(""),
            query,
            keep.map("\nWHERE "::concat).orElse(""));
  }
}
