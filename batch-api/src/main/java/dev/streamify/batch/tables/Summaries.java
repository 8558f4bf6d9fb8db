package dev.streamify.batch.tables;

import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;

/** Reads the numbers in summaries of snapshots. */
final class Summaries {
  private Summaries() {}

  /** The number; 0 when there is no snapshot or it does not tell. */
  static long number(Optional<Snapshot> snapshot, String key) {
    return snapshot.map(Snapshot::summary).flatMap(summary -> number(summary, key)).orElse(0L);
  }

  /** The number; absent when the summary does not tell, or tells something else. */
  static Optional<Long> number(Map<String, String> summary, String key) {
    String text = summary.get(key);
    return text != null && text.matches("-?[0-9]{1,18}")
        ? Optional.of(Long.parseLong(text))
        : Optional.empty();
  }
}
