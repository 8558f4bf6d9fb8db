package dev.streamify.batch.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a replay did so far. Used by one thread. */
final class ReplayCounts {
  private static final int LISTED = 20;

  private long read;
  private long replayed;
  private long known;
  private long notReplayable;
  private final Map<String, Long> replayedByReason = new TreeMap<>();
  private final Map<String, Long> notReplayableByCause = new TreeMap<>();
  private final List<String> listed = new ArrayList<>();

  void read(int letters) {
    read += letters;
  }

  void replayed(Letter letter) {
    replayed++;
    replayedByReason.merge(letter.reason(), 1L, Long::sum);
  }

  /** It lies in the raw topic already: an earlier attempt had sent it. */
  void known() {
    known++;
  }

  void notReplayable(ConsumerRecord<byte[], byte[]> where, Letter.Cause cause) {
    notReplayable++;
    notReplayableByCause.merge(cause.name().toLowerCase(Locale.ROOT), 1L, Long::sum);
    if (listed.size() < LISTED) {
      listed.add(
          "%s, partition %d, offset %d cannot be replayed: %s"
              .formatted(where.topic(), where.partition(), where.offset(), cause.text()));
    }
  }

  long replayed() {
    return replayed;
  }

  /** Counts for the run's outcome. */
  Map<String, Long> metrics() {
    Map<String, Long> metrics = new LinkedHashMap<>();
    metrics.put("letters_read", read);
    metrics.put("letters_replayed", replayed);
    metrics.put("letters_replayed_before", known);
    metrics.put("letters_not_replayable", notReplayable);
    return metrics;
  }

  /** Counts by reason, for people. */
  Map<String, Object> result() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("replayed_by_reason", replayedByReason);
    result.put("not_replayable_by_cause", notReplayableByCause);
    return result;
  }

  /** The first letters that could not be sent, with where they lie. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>(listed);
    if (notReplayable > listed.size()) {
      warnings.add(
          "%d further letters cannot be replayed".formatted(notReplayable - listed.size()));
    }
    return warnings;
  }
}
