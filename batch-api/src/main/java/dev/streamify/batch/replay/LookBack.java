package dev.streamify.batch.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Finds out what of the raw topic was replayed. */
final class LookBack {
  private static final Duration POLL = Duration.ofMillis(500);
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Consumer<byte[], byte[]> raw;
  private final Set<TopicPartition> partitions;
  private final Clock clock;

  LookBack(Consumer<byte[], byte[]> raw, String topic, Clock clock) {
    this.raw = raw;
    this.partitions = ReplayClients.partitions(raw, topic);
    this.clock = clock;
  }

  int partitions() {
    return partitions.size();
  }

  /** Where the raw topic ends now. */
  Map<Integer, Long> ends() {
    return byNumber(raw.endOffsets(partitions));
  }

  /**
   * From where on one has to look: what was noted, or the beginning where nothing was, where it has
   * expired or where the topic was made anew since.
   */
  Map<Integer, Long> begins(Map<Integer, Long> noted) {
    Map<Integer, Long> ends = ends();
    Map<Integer, Long> begins = byNumber(raw.beginningOffsets(partitions));
    begins.replaceAll(
        (partition, begin) -> {
          long from = noted.getOrDefault(partition, begin);
          return from > ends.get(partition) ? begin : Math.max(from, begin);
        });
    return begins;
  }

  /**
   * What was replayed from there to the end.
   *
   * @param beat called again and again; may throw to end it
   */
  Set<LetterOrigin> since(Map<Integer, Long> begins, Runnable beat) {
    Set<LetterOrigin> found = new HashSet<>();
    Map<Integer, Long> ends = ends();
    raw.assign(partitions);
    partitions.forEach(partition -> raw.seek(partition, begins.get(partition.partition())));
    long left = left(ends);
    Instant moved = clock.instant();
    while (left > 0) {
      beat.run();
      ConsumerRecords<byte[], byte[]> records = raw.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        LetterOrigin.ofRaw(record).ifPresent(found::add);
      }
      long now = left(ends);
      if (now < left) {
        moved = clock.instant();
      } else if (moved.plus(PATIENCE).isBefore(clock.instant())) {
        throw new KafkaException(
            "no record of %s came for %d s".formatted(partitions, PATIENCE.toSeconds()));
      }
      left = now;
    }
    return found;
  }

  private long left(Map<Integer, Long> ends) {
    return partitions.stream()
        .mapToLong(
            partition -> Math.max(0, ends.get(partition.partition()) - raw.position(partition)))
        .sum();
  }

  private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
    Map<Integer, Long> byNumber = new HashMap<>();
    offsets.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
    return byNumber;
  }
}
