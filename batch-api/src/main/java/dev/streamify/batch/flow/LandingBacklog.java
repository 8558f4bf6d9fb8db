package dev.streamify.batch.flow;

import dev.streamify.batch.kafka.KafkaState;
import dev.streamify.batch.kafka.Tail;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a topic a sink has consumed without its being in the table. A sink commits its offsets
 * before its coordinator commits the table, so a coordinator that fails or is missing shows in no
 * consumer's lag. The newest record's processing time is compared with that of the newest row.
 */
final class LandingBacklog {
  private final String topic;
  private final Backlog backlog = new Backlog();

  LandingBacklog(String topic) {
    this.topic = topic;
  }

  /**
   * Takes a look.
   *
   * @param newestRow processing time of the table's newest row; absent when that is not known
   */
  Waiting look(KafkaState kafka, Optional<Instant> newestRow) {
    Optional<Instant> newestRecord =
        kafka.tails().entrySet().stream()
            .filter(tail -> tail.getKey().topic().equals(topic))
            .map(tail -> tail.getValue())
            .flatMap(LandingBacklog::processedAt)
            .max(Instant::compareTo);
    if (newestRecord.isEmpty() || newestRow.isEmpty()) {
      return Waiting.NOTHING;
    }
    backlog.look(kafka.seenAt(), micros(newestRecord.get()), micros(newestRow.get()));
    if (!backlog.isWaiting()) {
      return Waiting.NOTHING;
    }
    return new Waiting(
        0, backlog.oldest(kafka.seenAt()), Duration.between(backlog.lastMoved(), kafka.seenAt()));
  }

  private static Stream<Instant> processedAt(Tail tail) {
    return tail.processedAt().stream();
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
