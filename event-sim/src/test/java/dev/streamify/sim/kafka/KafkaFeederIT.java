package dev.streamify.sim.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.sim.event.EventSource;
import dev.streamify.sim.event.RawEvent;
import dev.streamify.sim.event.StreamTruth;
import dev.streamify.sim.model.Simulation;
import dev.streamify.sim.model.SimulationOptions;
import dev.streamify.sim.output.Pacer;
import dev.streamify.sim.output.Progress;
import dev.streamify.sim.support.Sources;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaFeederIT {
  private static final Instant END = Instant.parse("2026-11-22T00:00:00Z");

  @TempDir private static Path folder;
  private static TestBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = TestBroker.start(folder);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private static FeedResult feed(
      TestTopics topics,
      List<RawEvent> load,
      Map<TopicPartition, Long> already,
      Progress progress,
      BooleanSupplier stop) {
    return new KafkaFeeder(topics.contract(), FeederOptions.of(broker.bootstrapServers()))
        .feed(Sources.of(load), already, Pacer.asFastAsPossible(), progress, stop);
  }

  @Test
  void everyRecordIsInItsPartitionInOrderAndCounted() throws Exception {
    TestTopics topics = TestTopics.create("whole", broker);
    List<RawEvent> load = topics.load(20_000);
    AtomicLong done = new AtomicLong();

    FeedResult result = feed(topics, load, Map.of(), (now, all) -> done.set(now), () -> false);

    assertThat(result.complete()).isTrue();
    assertThat(result.truth().total()).isEqualTo(new StreamTruth(20_000, 400, 200, 400));
    assertThat(done).hasValue(20_600);
    topics.assertHold(load);
  }

  @Test
  void aLoadThatWasStoppedGoesOnWhereItEndedAndEndsAsIfItHadNotBeenStopped() throws Exception {
    TestTopics topics = TestTopics.create("stopped", broker);
    List<RawEvent> load = topics.load(20_000);
    AtomicLong asked = new AtomicLong();
    FeedResult stopped =
        feed(topics, load, Map.of(), Progress.NONE, () -> asked.incrementAndGet() > 7_000);
    assertThat(stopped.complete()).isFalse();
    assertThat(stopped.truth().total().produced()).isEqualTo(7_000);
    Map<TopicPartition, Long> there = topics.counts();
    assertThat(there.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(7_000);

    FeedResult resumed = feed(topics, load, there, Progress.NONE, () -> false);

    assertThat(resumed.complete()).isTrue();
    assertThat(resumed.truth().total().produced()).isEqualTo(20_600);
    topics.assertHold(load);
  }

  /** The machine that this runs on may be busy with other things: the target is 100,000/s. */
  @Test
  void halfAMillionEventsAreSimulatedAndFedInSeconds() throws Exception {
    broker.createTopics(
        EventContract.standard().streams().stream().map(EventStream::rawTopic).toList(),
        TestTopics.PARTITIONS);
    KafkaFeeder feeder =
        new KafkaFeeder(EventContract.standard(), FeederOptions.of(broker.bootstrapServers()));
    double best = 0;
    for (int round = 0; round < 2; round++) {
      long begin = System.nanoTime();
      try (EventSource source =
          Simulation.of(
              SimulationOptions.endingAt(END, 500_000, round), EventContract.standard())) {
        FeedResult result =
            feeder.feed(source, Map.of(), Pacer.asFastAsPossible(), Progress.NONE, () -> false);
        assertThat(result.truth().total().produced()).isEqualTo(500_000);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      best = Math.max(best, 500_000 / seconds);
      System.out.println("fed 500000 events in " + seconds + " s");
    }
    assertThat(best).isGreaterThan(25_000);
  }

  @Test
  void aTopicThatIsMissingIsNamed() {
    KafkaFeeder feeder =
        new KafkaFeeder(
            new EventContract(
                List.of(
                    TestTopics.renamed(
                        EventContract.standard().streams().get(0), "never_created"))),
            FeederOptions.of(broker.bootstrapServers()));

    assertThatThrownBy(
            () ->
                feeder.feed(
                    Sources.of(List.of()),
                    Map.of(),
                    Pacer.asFastAsPossible(),
                    Progress.NONE,
                    () -> false))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("never_created")
        .hasMessageContaining("create them first");
  }

  @Test
  void aRecordThatIsTooLargeEndsTheLoadWithoutAGap() throws Exception {
    TestTopics topics = TestTopics.create("large", broker);
    List<RawEvent> load = new ArrayList<>(topics.load(1_000));
    load.add(500, new RawEvent("large_auth_events", new byte[2_000_000], 0, RawEvent.Kind.BASE));

    assertThatThrownBy(() -> feed(topics, load, Map.of(), Progress.NONE, () -> false))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("larger than Kafka takes");
    topics.assertHoldABeginningOf(load);
  }

  @Test
  void aBrokerThatIsAwayIsReportedInOneLineWithinSeconds() throws Exception {
    FeederOptions options =
        new FeederOptions(
            "127.0.0.1:" + TestBroker.freePort(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Map.of());
    long begin = System.nanoTime();

    assertThatThrownBy(
            () ->
                new KafkaFeeder(EventContract.standard(), options)
                    .feed(
                        Sources.of(List.of()),
                        Map.of(),
                        Pacer.asFastAsPossible(),
                        Progress.NONE,
                        () -> false))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("cannot be used")
        .hasMessageContaining("is it running")
        .hasMessageNotContaining("\n");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
  }

  /** A broker that does not know yet that it leads a partition refuses what comes first. */
  @Test
  void topicsThatWereMadeThisMomentTakeTheirRecordsInOrderFromTheFirstOn() throws Exception {
    for (int round = 0; round < 12; round++) {
      TestTopics topics = TestTopics.create("new" + round, broker);
      List<RawEvent> load = topics.load(2_000);
      feed(topics, load, Map.of(), Progress.NONE, () -> false);
      topics.assertHold(load);
    }
  }

  @Test
  void progressTellsTheExpectedNumber() throws Exception {
    TestTopics topics = TestTopics.create("progress", broker);
    List<OptionalLong> expected = new ArrayList<>();
    feed(topics, topics.load(100), Map.of(), (done, all) -> expected.add(all), () -> false);

    assertThat(expected).isNotEmpty().allMatch(all -> all.equals(OptionalLong.of(103)));
  }
}
