package dev.streamify.batch.flow;

import dev.streamify.batch.tables.ColumnGroups;
import dev.streamify.batch.tables.LoadedTable;
import dev.streamify.contract.DeadLetter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Dead letters by stream and reason. */
@Singleton
public class DeadLetterCounts {
  private final ColumnGroups groups =
      new ColumnGroups(List.of(DeadLetter.STREAM, DeadLetter.REASON));

  /**
   * What was counted.
   *
   * @param byReason how many, by reason, by stream
   * @param complete whether every row was counted
   */
  public record Counts(Map<String, Map<String, Long>> byReason, boolean complete) {}

  /** Counts those that have landed. */
  public Counts of(LoadedTable deadLetters) {
    ColumnGroups.Counted counted = groups.count(deadLetters);
    Map<String, Map<String, Long>> byReason = new TreeMap<>();
    counted
        .rows()
        .forEach(
            (key, rows) ->
                byReason
                    .computeIfAbsent(key.get(0), stream -> new TreeMap<>())
                    .merge(key.get(1), rows, Long::sum));
    return new Counts(byReason, counted.complete());
  }
}
