package dev.streamify.batch.alerts;

import dev.streamify.batch.kafka.KafkaState;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Topics whose end went backwards: they were made anew, or a broker has lost records. */
@Singleton
class TopicConditions implements ConditionSource {
  /** It is seen once, but people shall have time to notice. */
  private static final Duration TOLD_FOR = Duration.ofMinutes(15);

  private final Map<String, Long> ends = new HashMap<>();
  private final Map<String, Condition> backwards = new TreeMap<>();
  private final Map<String, Instant> seenAt = new HashMap<>();

  @Override
  public Stream<Condition> conditions(Seen seen) {
    seen.flow().kafka().ifPresent(this::look);
    Instant now = seen.flow().seenAt();
    seenAt.values().removeIf(at -> at.plus(TOLD_FOR).isBefore(now));
    backwards.keySet().retainAll(seenAt.keySet());
    return backwards.values().stream();
  }

  private void look(KafkaState kafka) {
    Map<String, Long> now = new TreeMap<>();
    kafka
        .partitions()
        .forEach((partition, found) -> now.merge(partition.topic(), found.high(), Long::sum));
    now.forEach(
        (topic, end) -> {
          Long before = ends.put(topic, end);
          if (before != null && end < before) {
            seenAt.put(topic, kafka.seenAt());
            backwards.put(
                topic,
                new Condition(
                    AlertRule.OFFSETS_BACKWARDS,
                    topic,
                    "the end of %s went from %d back to %d: it was made anew, or records are lost; see the recovery steps for a topic that was made anew"
                        .formatted(topic, before, end)));
          }
        });
  }
}
