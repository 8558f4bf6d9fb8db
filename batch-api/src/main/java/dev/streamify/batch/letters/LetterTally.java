package dev.streamify.batch.letters;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts of letters by stream, reason and bucket. */
final class LetterTally {
  private static final long MICROS = 1_000_000;
  private static final long MINUTE = 60;

  private final long bucketSeconds;
  private final long first;
  private final int buckets;
  private final Map<String, Map<String, long[]>> byStream = new TreeMap<>();

  /**
   * Has counted nothing yet.
   *
   * @param first the first bucket's number: its beginning by its length
   * @param buckets how many
   */
  LetterTally(Duration bucket, long first, int buckets) {
    this.bucketSeconds = bucket.toSeconds();
    this.first = first;
    this.buckets = buckets;
  }

  long fromMicros() {
    return first * bucketSeconds * MICROS;
  }

  /** Behind the last bucket. */
  long toMicros() {
    return (first + buckets) * bucketSeconds * MICROS;
  }

  /** Adds letters of a minute, counted since 1970; those of other times are left out. */
  void add(long minute, String stream, String reason, long letters) {
    long bucket = Math.floorDiv(minute * MINUTE, bucketSeconds) - first;
    if (bucket >= 0 && bucket < buckets) {
      byStream.computeIfAbsent(stream, name -> new TreeMap<>())
              .computeIfAbsent(reason, code -> new long[buckets])[(int) bucket] +=
          letters;
    }
  }

  LetterCountsView view(boolean complete) {
    List<LetterCountsView.Series> series = new ArrayList<>();
    byStream.forEach(
        (stream, byReason) ->
            byReason.forEach(
                (reason, counts) ->
                    series.add(
                        new LetterCountsView.Series(
                            stream,
                            reason,
                            Arrays.stream(counts).sum(),
                            Arrays.stream(counts).boxed().toList()))));
    return new LetterCountsView(
        bucketSeconds,
        Instant.ofEpochSecond(first * bucketSeconds),
        Instant.ofEpochSecond((first + buckets) * bucketSeconds),
        series,
        complete);
  }
}
