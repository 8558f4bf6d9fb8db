package dev.streamify.batch.flow;

import dev.streamify.batch.kafka.KafkaState;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What waits on the way of one stream. */
final class StreamBacklogs {
  private final GroupBacklog enrich;
  private final GroupBacklog land;
  private final LandingBacklog landing;
  private final GroupBacklog deadLetters;
  private final LandingBacklog deadLettersLanding;
  private final Backlog dedup = new Backlog();

  StreamBacklogs(EventContract contract, EventStream stream, String enrichGroup) {
    this.enrich = new GroupBacklog(stream.rawTopic(), enrichGroup);
    this.land = new GroupBacklog(stream.enrichedTopic(), stream.bronzeSink().consumerGroup());
    this.landing = new LandingBacklog(stream.enrichedTopic());
    this.deadLetters =
        new GroupBacklog(stream.deadLetterTopic(), contract.deadLetterSink().consumerGroup());
    this.deadLettersLanding = new LandingBacklog(stream.deadLetterTopic());
  }

  /**
   * The hops through Kafka.
   *
   * @param newestRow processing time of the newest row of bronze, if known
   * @param newestDeadLetter the same of the table of dead letters
   */
  Map<Hop, Waiting> look(
      KafkaState kafka, Optional<Instant> newestRow, Optional<Instant> newestDeadLetter) {
    Map<Hop, Waiting> waiting = new EnumMap<>(Hop.class);
    waiting.put(Hop.ENRICH, enrich.look(kafka));
    waiting.put(Hop.LAND, land.look(kafka).and(landing.look(kafka, newestRow)));
    waiting.put(
        Hop.LAND_DEAD_LETTERS,
        deadLetters.look(kafka).and(deadLettersLanding.look(kafka, newestDeadLetter)));
    return waiting;
  }

  /**
   * The hop from bronze to silver.
   *
   * @param consumed sequence number of the consumed snapshot of bronze, 0 for none
   * @param current that of the current one
   */
  Waiting look(Instant now, Unconsumed unconsumed, long consumed, long current) {
    if (unconsumed.rows() == 0) {
      dedup.look(now, consumed, consumed);
      return Waiting.NOTHING;
    }
    dedup.look(now, Math.max(current, consumed + 1), consumed);
    // Commits have their own times, which a restart of this service does not forget.
    Duration oldest =
        unconsumed.since().map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
    return new Waiting(
        unconsumed.rows(),
        oldest.isNegative() ? Duration.ZERO : oldest,
        Duration.between(dedup.lastMoved(), now));
  }
}
