package dev.streamify.sim.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.sim.event.EventSource;
import dev.streamify.sim.event.RawEvent;
import dev.streamify.sim.event.StreamTruth;
import dev.streamify.sim.fault.FaultInjector;
import dev.streamify.sim.fault.FaultShares;
import dev.streamify.sim.model.Simulation;
import dev.streamify.sim.model.SimulationOptions;
import dev.streamify.sim.output.Pacer;
import dev.streamify.sim.output.Progress;
import dev.streamify.sim.support.Sources;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaFeederIT {
  private static final Instant END = Instant.parse("2026-11-22T00:00:00Z");
  private static final int PARTITIONS = 4;

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

  /** The standard streams under names of this test's own, as a broker's topics are not emptied. */
  private record Topics(EventContract contract) {
    static Topics create(String test) throws Exception {
      List<EventStream> streams =
          EventContract.standard().streams().stream()
              .map(stream -> renamed(stream, test + "_" + stream.name()))
              .toList();
      broker.createTopics(streams.stream().map(EventStream::rawTopic).toList(), PARTITIONS);
      return new Topics(new EventContract(streams));
    }

    private static EventStream renamed(EventStream stream, String name) {
      return new EventStream(
          name,
          stream.description(),
          stream.fields(),
          stream.eventTimeField(),
          stream.identityFields(),
          stream.keyFields(),
          stream.sequenceField());
    }

    List<TopicPartition> partitions() {
      return contract.streams().stream()
          .flatMap(
              stream ->
                  IntStream.range(0, PARTITIONS)
                      .mapToObj(partition -> new TopicPartition(stream.rawTopic(), partition)))
          .toList();
    }

    List<RawEvent> load(String test, long events) {
      EventSource simulation =
          Simulation.of(SimulationOptions.endingAt(END, events, 1), EventContract.standard());
      EventSource source =
          FaultInjector.wrap(
              simulation, new FaultShares(0.02, 0.01, 0.02, 1), EventContract.standard());
      return Sources.drain(source).stream()
          .map(
              event ->
                  new RawEvent(
                      test + "_" + event.stream(),
                      event.value(),
                      event.eventTimeMs(),
                      event.kind()))
          .toList();
    }
  }

  private static FeedResult feed(
      Topics topics,
      List<RawEvent> load,
      Map<TopicPartition, Long> already,
      Progress progress,
      BooleanSupplier stop) {
    return new KafkaFeeder(topics.contract(), FeederOptions.of(broker.bootstrapServers()))
        .feed(Sources.of(load), already, Pacer.asFastAsPossible(), progress, stop);
  }

  private static Map<TopicPartition, List<byte[]>> read(Topics topics) {
    Map<TopicPartition, List<byte[]>> records = new HashMap<>();
    Map<String, Object> properties = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(topics.partitions());
      consumer.seekToBeginning(topics.partitions());
      Map<TopicPartition, Long> ends = consumer.endOffsets(topics.partitions());
      ends.keySet().forEach(partition -> records.put(partition, new ArrayList<>()));
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofMillis(200))) {
          assertThat(entry.key()).isNull();
          records.get(new TopicPartition(entry.topic(), entry.partition())).add(entry.value());
        }
      }
    }
    return records;
  }

  private static Map<TopicPartition, List<byte[]>> expected(List<RawEvent> load, Topics topics) {
    Map<TopicPartition, List<byte[]>> expected = new HashMap<>();
    topics.partitions().forEach(partition -> expected.put(partition, new ArrayList<>()));
    Map<String, Integer> turns = new HashMap<>();
    for (RawEvent event : load) {
      int turn = turns.merge(event.stream(), 1, Integer::sum) - 1;
      expected.get(new TopicPartition(event.stream(), turn % PARTITIONS)).add(event.value());
    }
    return expected;
  }

  private static void assertHolds(Topics topics, List<RawEvent> load) {
    Map<TopicPartition, List<byte[]>> actual = read(topics);
    expected(load, topics)
        .forEach(
            (partition, values) ->
                assertThat(actual.get(partition))
                    .as(partition.toString())
                    .containsExactlyElementsOf(values));
  }

  @Test
  void everyRecordIsInItsPartitionInOrderAndCounted() throws Exception {
    Topics topics = Topics.create("whole");
    List<RawEvent> load = topics.load("whole", 20_000);
    AtomicLong done = new AtomicLong();

    FeedResult result = feed(topics, load, Map.of(), (now, all) -> done.set(now), () -> false);

    assertThat(result.complete()).isTrue();
    assertThat(result.truth().total()).isEqualTo(new StreamTruth(20_000, 400, 200, 400));
    assertThat(done).hasValue(20_600);
    assertHolds(topics, load);
  }

  @Test
  void aLoadThatWasStoppedGoesOnWhereItEndedAndEndsAsIfItHadNotBeenStopped() throws Exception {
    Topics topics = Topics.create("stopped");
    List<RawEvent> load = topics.load("stopped", 20_000);
    AtomicLong asked = new AtomicLong();
    FeedResult stopped =
        feed(topics, load, Map.of(), Progress.NONE, () -> asked.incrementAndGet() > 7_000);
    assertThat(stopped.complete()).isFalse();
    assertThat(stopped.truth().total().produced()).isEqualTo(7_000);
    Map<TopicPartition, Long> there = new HashMap<>();
    read(topics).forEach((partition, records) -> there.put(partition, (long) records.size()));
    assertThat(there.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(7_000);

    FeedResult resumed = feed(topics, load, there, Progress.NONE, () -> false);

    assertThat(resumed.complete()).isTrue();
    assertThat(resumed.truth().total().produced()).isEqualTo(20_600);
    assertHolds(topics, load);
  }

  /** The machine that this runs on may be busy with other things: the target is 100,000/s. */
  @Test
  void halfAMillionEventsAreSimulatedAndFedInSeconds() throws Exception {
    broker.createTopics(
        EventContract.standard().streams().stream().map(EventStream::rawTopic).toList(),
        PARTITIONS);
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
                    Topics.renamed(EventContract.standard().streams().get(0), "never_created"))),
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
    Topics topics = Topics.create("large");
    List<RawEvent> load = new ArrayList<>(topics.load("large", 1_000));
    load.add(500, new RawEvent("large_auth_events", new byte[2_000_000], 0, RawEvent.Kind.BASE));

    assertThatThrownBy(() -> feed(topics, load, Map.of(), Progress.NONE, () -> false))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("larger than Kafka takes");
    Map<TopicPartition, List<byte[]>> expected = expected(load, topics);
    read(topics)
        .forEach(
            (partition, records) ->
                assertThat(expected.get(partition).subList(0, records.size()))
                    .as(partition.toString())
                    .containsExactlyElementsOf(records));
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

  @Test
  void progressTellsTheExpectedNumber() throws Exception {
    Topics topics = Topics.create("progress");
    List<OptionalLong> expected = new ArrayList<>();
    feed(
        topics,
        topics.load("progress", 100),
        Map.of(),
        (done, all) -> expected.add(all),
        () -> false);

    assertThat(expected).isNotEmpty().allMatch(all -> all.equals(OptionalLong.of(103)));
  }
}
