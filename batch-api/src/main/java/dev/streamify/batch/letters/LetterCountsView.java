package dev.streamify.batch.letters;

import java.time.Instant;
import java.util.List;

/**
 * Dead letters over time.
 *
 * @param bucketSeconds length of a bucket
 * @param from beginning of the first bucket, UTC
 * @param to end of the last one, UTC
 * @param series one for each stream and reason that occurs, by stream and reason
 * @param complete whether all letters of that time were counted; else ask again, the next answer
 *     goes on where this one stopped
 */
public record LetterCountsView(
    long bucketSeconds, Instant from, Instant to, List<Series> series, boolean complete) {
  /**
   * Letters of one stream and reason.
   *
   * @param stream the stream
   * @param reason stable code of the reason
   * @param total how many there are in all buckets
   * @param counts how many there are in each bucket, oldest first
   */
  public record Series(String stream, String reason, long total, List<Long> counts) {}
}
