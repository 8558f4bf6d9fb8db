package dev.streamify.batch.alerts;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;

/** What the platform stands on. */
@Singleton
class PlatformConditions implements ConditionSource {
  @Override
  public Stream<Condition> conditions(Seen seen) {
    return Stream.of(
            seen.flow().kafkaTrouble().map(cause -> new Condition(AlertRule.KAFKA_DOWN, "", cause)),
            seen.flow()
                .catalogTrouble()
                .map(cause -> new Condition(AlertRule.CATALOG_DOWN, "", cause)),
            seen.engine().reachable()
                ? Optional.<Condition>empty()
                : Optional.of(new Condition(AlertRule.SPARK_DOWN, "", seen.engine().detail())))
        .flatMap(Optional::stream);
  }
}
