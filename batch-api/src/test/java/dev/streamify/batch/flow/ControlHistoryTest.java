package dev.streamify.batch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.batch.kafka.GroupState;
import dev.streamify.batch.kafka.KafkaState;
import dev.streamify.batch.kafka.PartitionOffsets;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ControlHistoryTest {
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final EventContract CONTRACT = EventContract.standard();
  private static final SinkDefinition SINK = CONTRACT.sinks().get(0);
  private static final TopicPartition CONTROL = new TopicPartition(SINK.controlTopic(), 0);

  private final List<Map<TopicPartition, Long>> deleted = new ArrayList<>();
  private Optional<RuntimeException> refusal = Optional.empty();
  private final ControlHistory history = new ControlHistory(CONTRACT, KEPT, this::delete, () -> {});
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private void delete(Map<TopicPartition, Long> firsts) {
    refusal.ifPresent(
        why -> {
          throw why;
        });
    deleted.add(firsts);
  }

  @Test
  void whatWasCommittedAWhileAgoGoes() {
    look(0, 100, 120);
    assertThat(deleted).as("nobody knows since when").isEmpty();

    pass(KEPT);
    look(0, 200, 220);
    assertThat(deleted).containsExactly(Map.of(CONTROL, 100L));

    pass(KEPT);
    look(100, 300, 320);
    assertThat(deleted).hasSize(2).last().isEqualTo(Map.of(CONTROL, 200L));
  }

  @Test
  void nothingHappensBeforeItIsDue() {
    look(0, 100, 120);
    pass(KEPT.minusSeconds(1));
    look(0, 200, 220);
    assertThat(deleted).isEmpty();
  }

  @Test
  void whatAGroupThatWasSetBackReadsAgainStays() {
    look(0, 100, 120);
    pass(KEPT);
    look(0, 40, 220);
    assertThat(deleted).containsExactly(Map.of(CONTROL, 40L));
  }

  @Test
  void aTopicThatWasMadeAnewKeepsAll() {
    look(0, 100, 120);
    pass(KEPT);
    look(0, 100, 30);
    assertThat(deleted).as("the offset is not one of this topic's").isEmpty();
  }

  @Test
  void withoutTheGroupNothingGoes() {
    look(0, 100, 120);
    pass(KEPT);
    history.look(new KafkaState(now, Map.of(CONTROL, ends(0, 220)), Map.of(), Map.of()));
    assertThat(deleted).isEmpty();
  }

  @Test
  void whatIsGoneIsNotAskedForAgain() {
    look(100, 100, 120);
    pass(KEPT);
    look(100, 100, 120);
    assertThat(deleted).isEmpty();
  }

  @Test
  void offsetsOfOtherTopicsDoNotCount() {
    GroupState group =
        new GroupState(
            SINK.coordinatorGroup(), "Stable", 1, Map.of(new TopicPartition("renamed", 0), 100L));
    for (int i = 0; i < 2; i++) {
      history.look(
          new KafkaState(
              now,
              Map.of(CONTROL, ends(0, 120)),
              Map.of(),
              Map.of(SINK.coordinatorGroup(), group)));
      pass(KEPT);
    }
    assertThat(deleted).isEmpty();
  }

  @Test
  void whenKafkaRefusesTheNextLookTriesAgain() {
    look(0, 100, 120);
    pass(KEPT);
    refusal = Optional.of(new IllegalStateException("not authorized"));
    assertThatThrownBy(() -> look(0, 200, 220)).isSameAs(refusal.get());

    refusal = Optional.empty();
    pass(Duration.ofSeconds(5));
    look(0, 205, 225);
    assertThat(deleted).containsExactly(Map.of(CONTROL, 100L));
  }

  private void look(long low, long committed, long high) {
    GroupState group =
        new GroupState(SINK.coordinatorGroup(), "Stable", 1, Map.of(CONTROL, committed));
    history.look(
        new KafkaState(
            now,
            Map.of(CONTROL, ends(low, high)),
            Map.of(),
            Map.of(SINK.coordinatorGroup(), group)));
  }

  private static PartitionOffsets ends(long low, long high) {
    return new PartitionOffsets(low, high, high);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
