package dev.streamify.batch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.flow.FlowState;
import dev.streamify.batch.flow.TopicReset;
import dev.streamify.batch.history.RunsState;
import dev.streamify.batch.sinks.ConnectSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopicConditionsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final TopicConditions conditions = new TopicConditions();

  @Test
  void anEndThatWentBackwardsIsToldForAWhileWithItsPartition() {
    assertThat(look(Duration.ZERO, new TopicReset("listen_events", 1, 100, 40)))
        .singleElement()
        .satisfies(
            condition -> {
              assertThat(condition.rule()).isEqualTo(AlertRule.OFFSETS_BACKWARDS);
              assertThat(condition.cause())
                  .contains("partition 1 of listen_events went from 100 back to 40");
            });
    assertThat(look(Duration.ofMinutes(14))).hasSize(1);
    assertThat(look(Duration.ofMinutes(16))).isEmpty();
  }

  private List<Condition> look(Duration later, TopicReset... resets) {
    Instant now = START.plus(later);
    return conditions
        .conditions(
            new Seen(
                new ConnectSnapshot(now, Optional.empty(), List.of()),
                new FlowState(
                    now,
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(resets),
                    Map.of(),
                    Optional.empty(),
                    Map.of()),
                List.of(),
                new RunsState(Map.of(), List.of(), Map.of(), Map.of(), Map.of()),
                new Engine.EngineHealth(true, "up")))
        .toList();
  }
}
