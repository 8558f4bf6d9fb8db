package dev.streamify.batch.reconcile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found about one stream, in the names in which it is told. */
final class StreamReconciliation {
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Takes over the counts of events. */
  StreamReconciliation events(Map<String, Object> row) {
    row.forEach((name, value) -> values.put(name, ((Number) value).longValue()));
    return this;
  }

  /**
   * Sums up the deliveries of all partitions; an offset from 0 on that is not there is missing, and
   * overdue when later ones landed long ago.
   */
  StreamReconciliation deliveries(List<Map<String, Object>> partitions) {
    long deadLetters = 0;
    long doubled = 0;
    long missing = 0;
    long overdue = 0;
    for (Map<String, Object> partition : partitions) {
      long offsets = number(partition, "offsets");
      deadLetters += number(partition, "dead_letters");
      doubled += number(partition, "deliveries") - offsets;
      long holes = number(partition, "last_offset") + 1 - offsets;
      long settled =
          number(partition, "settled_last_offset") + 1 - number(partition, "settled_offsets");
      missing += holes;
      // A clock that jumped back leaves settled offsets behind unsettled ones.
      overdue += Math.min(holes, settled);
    }
    values.put("dead_letters", deadLetters);
    values.put("doubled_deliveries", doubled);
    values.put("missing_offsets", missing);
    values.put("overdue_offsets", overdue);
    values.put("holes", List.of());
    return this;
  }

  /** Lists the first holes. */
  StreamReconciliation holes(List<Map<String, Object>> rows) {
    values.put(
        "holes",
        rows.stream()
            .map(
                row ->
                    Map.of(
                        "partition", number(row, "raw_partition"),
                        "from", number(row, "first_missing"),
                        "to", number(row, "last_missing")))
            .toList());
    return this;
  }

  boolean hasHoles() {
    return count("missing_offsets") > 0;
  }

  /** With the verdict: nothing is overdue, doubled or unaccounted for. */
  Map<String, Object> told() {
    boolean consistent =
        count("not_in_silver") == 0
            && count("held_repeatedly") == 0
            && count("doubled_deliveries") == 0
            && count("overdue_offsets") == 0
            && count("bronze_rows")
                == count("silver_rows") + count("duplicates") + count("collisions");
    values.put("consistent", consistent);
    return values;
  }

  private long count(String name) {
    return ((Number) values.getOrDefault(name, 0L)).longValue();
  }

  private static long number(Map<String, Object> row, String column) {
    return ((Number) row.get(column)).longValue();
  }
}
