package dev.streamify.batch.alerts;

import dev.streamify.batch.flow.TopicReset;
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

  private final Map<String, Condition> backwards = new TreeMap<>();
  private final Map<String, Instant> seenAt = new HashMap<>();

  @Override
  public Stream<Condition> conditions(Seen seen) {
    Instant now = seen.flow().seenAt();
    for (TopicReset reset : seen.flow().resets()) {
      seenAt.put(reset.topic(), now);
      backwards.put(reset.topic(), condition(reset));
    }
    seenAt.values().removeIf(at -> at.plus(TOLD_FOR).isBefore(now));
    backwards.keySet().retainAll(seenAt.keySet());
    return backwards.values().stream();
  }

  private static Condition condition(TopicReset reset) {
    return new Condition(
        AlertRule.OFFSETS_BACKWARDS,
        reset.topic(),
        "the end of partition %d of %s went from %d back to %d: the topic was made anew, or records are lost; see the recovery steps for a topic that was made anew"
            .formatted(reset.partition(), reset.topic(), reset.before(), reset.now()));
  }
}
