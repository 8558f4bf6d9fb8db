package dev.streamify.batch.alerts;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What the platform stands on. */
@Singleton
class PlatformConditions implements ConditionSource {
  /** A Spark server that is started together with this process takes a while longer. */
  private static final Duration STARTING = Duration.ofMinutes(1);

  private Optional<Instant> sparkAwayFrom = Optional.empty();

  @Override
  public Stream<Condition> conditions(Seen seen) {
    Instant now = seen.flow().seenAt();
    if (sparkAwayFrom.isEmpty()) {
      sparkAwayFrom = Optional.of(now.plus(STARTING));
    }
    if (seen.engine().reachable()) {
      sparkAwayFrom = Optional.of(now);
    }
    boolean sparkIsAway = !seen.engine().reachable() && !now.isBefore(sparkAwayFrom.get());
    return Stream.of(
            seen.flow().kafkaTrouble().map(cause -> new Condition(AlertRule.KAFKA_DOWN, "", cause)),
            seen.flow()
                .catalogTrouble()
                .map(cause -> new Condition(AlertRule.CATALOG_DOWN, "", cause)),
            sparkIsAway
                ? Optional.of(new Condition(AlertRule.SPARK_DOWN, "", seen.engine().detail()))
                : Optional.<Condition>empty())
        .flatMap(Optional::stream);
  }
}
