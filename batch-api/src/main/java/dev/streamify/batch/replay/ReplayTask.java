package dev.streamify.batch.replay;

import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.kafka.KafkaSettings;
import dev.streamify.batch.runs.JobTask;
import dev.streamify.batch.runs.RunContext;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunFailure;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Sends a stream's dead letters to its raw topic again, those since the last replay. */
@Singleton
public class ReplayTask implements JobTask {
  private static final int BATCH = 1_000;

  private final KafkaSettings kafka;
  private final EventContract contract;
  private final MeterRegistry meters;
  private final Clock clock;

  ReplayTask(KafkaSettings kafka, EventContract contract, MeterRegistry meters, Clock clock) {
    this.kafka = kafka;
    this.contract = contract;
    this.meters = meters;
    this.clock = clock;
  }

  void onStart(@Observes StartupEvent event) {
    contract.streams().forEach(this::counter);
  }

  private Counter counter(EventStream stream) {
    return Counter.builder("streamify.dead.letters.replayed")
        .description("Dead letters sent to the raw topic again")
        .tag("stream", stream.name())
        .register(meters);
  }

  @Override
  public JobDefinition.Kind kind() {
    return JobDefinition.Kind.REPLAY;
  }

  /** The consumer group that knows how far the replays of a stream are. */
  public static String group(EventStream stream) {
    return "streamify-replay-" + stream.name();
  }

  @Override
  public RunOutcome execute(RunContext run, JobDefinition job) {
    if (!run.request().range().isAll()) {
      throw new RunFailure(
          RunError.Code.UNUSABLE_SETTING,
          "a replay sends all letters since the last one and knows no event dates: ask without from"
              + " and to");
    }
    EventStream stream = job.stream().orElseThrow();
    ReplayCounts counts = new ReplayCounts();
    try {
      replay(run, stream, counts);
    } catch (UnknownTopicOrPartitionException e) {
      throw new RunFailure(
          RunError.Code.UNUSABLE_SETTING,
          "%s or %s is not there: make the topics first"
              .formatted(stream.deadLetterTopic(), stream.rawTopic()));
    } catch (KafkaException e) {
      run.warn("Kafka: " + e.getMessage());
      throw new RunFailure(
          RunError.Code.KAFKA_UNAVAILABLE,
          "Kafka did not do its part (%s): the next attempt goes on where this one ended"
              .formatted(e.getMessage()));
    }
    return new RunOutcome(
        counts.metrics(),
        List.of(),
        Optional.empty(),
        counts.warnings(),
        List.of(),
        Optional.of(counts.result()));
  }

  private void replay(RunContext run, EventStream stream, ReplayCounts counts) {
    ReplayClients clients = new ReplayClients(kafka);
    run.step("plan");
    try (Consumer<byte[], byte[]> letters = clients.letters(group(stream), BATCH);
        Consumer<byte[], byte[]> raw = clients.raw();
        Producer<byte[], byte[]> producer = clients.producer()) {
      Set<TopicPartition> partitions = ReplayClients.partitions(letters, stream.deadLetterTopic());
      LookBack lookBack = new LookBack(raw, stream.rawTopic(), clock);
      DeadLetterReplay replay =
          new DeadLetterReplay(
              letters,
              partitions,
              new GroupPositions(letters, partitions),
              lookBack,
              new RawSender(producer, stream.rawTopic(), lookBack.partitions(), counts),
              counts,
              clock);
      long offsets = replay.plan(run::requireGoingOn);
      run.rowsToRead(offsets);
      run.info("%s: %d offsets to read".formatted(stream.deadLetterTopic(), offsets));
      run.step("replay");
      Counter counter = counter(stream);
      replay.run(
          run::requireGoingOn,
          sent -> {
            counter.increment((double) sent);
            run.info("%d letters sent".formatted(counts.replayed()));
          });
    }
  }
}
