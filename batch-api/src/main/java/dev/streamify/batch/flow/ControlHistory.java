package dev.streamify.batch.flow;

import dev.streamify.batch.kafka.GroupState;
import dev.streamify.batch.kafka.KafkaSettings;
import dev.streamify.batch.kafka.KafkaState;
import dev.streamify.batch.kafka.PartitionOffsets;
import dev.streamify.batch.kafka.RecordDeletion;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps control topics short. A sink's task that starts reads its control topic from the beginning
 * – it begins where its coordinator has to, which must not skip anything – and answers every commit
 * round that it finds there, some milliseconds each. A round comes every few seconds, also while
 * nothing flows, so without this a restart would take longer every day, and after days longer than
 * {@code max.poll.interval.ms}: never.
 *
 * <p>Retention by time or size could take what no coordinator has read (apache/iceberg#17551). What
 * goes here was read: a coordinator commits the offsets of its group after the tables' commits, so
 * what is before them is in the tables. Even that is kept for another while, for those who are
 * slow.
 *
 * <p>Not for several threads; several replicas may do it, as only offsets that are committed count.
 */
@Singleton
public class ControlHistory {
  private final List<SinkDefinition> sinks;
  private final Duration kept;
  private final Consumer<Map<TopicPartition, Long>> deletion;
  private final Runnable end;
  private Map<TopicPartition, Long> marks = Map.of();
  private Optional<Instant> markedAt = Optional.empty();

  @Inject
  ControlHistory(EventContract contract, FlowConfig config, KafkaSettings kafka) {
    this(contract, config.controlHistory(), new RecordDeletion(kafka));
  }

  private ControlHistory(EventContract contract, Duration kept, RecordDeletion deletion) {
    this(contract, kept, deletion::deleteBefore, deletion::close);
  }

  /**
   * With another way to delete.
   *
   * @param kept for how long at least what was committed is kept
   * @param deletion gets the offsets that shall be the first ones
   */
  ControlHistory(
      EventContract contract,
      Duration kept,
      Consumer<Map<TopicPartition, Long>> deletion,
      Runnable end) {
    this.sinks = contract.sinks();
    this.kept = kept;
    this.deletion = deletion;
    this.end = end;
  }

  /**
   * Deletes what was committed at the last mark already, and sets the next one; nothing until it is
   * due. When Kafka refuses, the next look tries again.
   *
   * @throws dev.streamify.batch.kafka.KafkaUnavailableException when Kafka refuses
   */
  public void look(KafkaState kafka) {
    if (markedAt.isPresent() && kafka.seenAt().isBefore(markedAt.get().plus(kept))) {
      return;
    }
    Map<TopicPartition, Long> committed = new HashMap<>();
    sinks.forEach(sink -> committed.putAll(committed(sink, kafka)));
    Map<TopicPartition, Long> firsts = new HashMap<>();
    marks.forEach(
        (partition, mark) ->
            first(mark, Optional.ofNullable(committed.get(partition)), kafka, partition)
                .ifPresent(first -> firsts.put(partition, first)));
    if (!firsts.isEmpty()) {
      deletion.accept(firsts);
    }
    marks = Map.copyOf(committed);
    markedAt = Optional.of(kafka.seenAt());
  }

  private static Map<TopicPartition, Long> committed(SinkDefinition sink, KafkaState kafka) {
    Map<TopicPartition, Long> committed =
        new HashMap<>(
            kafka.group(sink.coordinatorGroup()).map(GroupState::committed).orElse(Map.of()));
    committed.keySet().removeIf(partition -> !partition.topic().equals(sink.controlTopic()));
    return committed;
  }

  /** Absent when there is nothing to delete, or the topic is not the one that was marked. */
  private static Optional<Long> first(
      long mark, Optional<Long> committed, KafkaState kafka, TopicPartition partition) {
    PartitionOffsets offsets = kafka.partitions().get(partition);
    // A group that was set back, by a hand or by a coordinator that slept, reads again.
    return committed
        .map(now -> Math.min(now, mark))
        .filter(first -> offsets != null && offsets.low() < first && first <= offsets.high());
  }

  @PreDestroy
  void stop() {
    end.run();
  }
}
