package dev.streamify.sim.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.sim.event.EventSource;
import dev.streamify.sim.event.RawEvent;
import dev.streamify.sim.fault.FaultInjector;
import dev.streamify.sim.fault.FaultShares;
import dev.streamify.sim.model.Simulation;
import dev.streamify.sim.model.SimulationOptions;
import dev.streamify.sim.support.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The standard streams under names of one test's own, as topics of a broker are not emptied.
 *
 * @param test what the topics' names begin with
 * @param contract the streams
 * @param bootstrapServers the broker that has the topics
 */
record TestTopics(String test, EventContract contract, String bootstrapServers) {
  static final int PARTITIONS = 4;
  private static final Instant END = Instant.parse("2026-11-22T00:00:00Z");

  static TestTopics create(String test, TestBroker broker) throws Exception {
    List<EventStream> streams =
        EventContract.standard().streams().stream()
            .map(stream -> renamed(stream, test + "_" + stream.name()))
            .toList();
    broker.createTopics(streams.stream().map(EventStream::rawTopic).toList(), PARTITIONS);
    return new TestTopics(test, new EventContract(streams), broker.bootstrapServers());
  }

  static EventStream renamed(EventStream stream, String name) {
    return new EventStream(
        name,
        stream.description(),
        stream.fields(),
        stream.eventTimeField(),
        stream.identityFields(),
        stream.keyFields(),
        stream.sequenceField());
  }

  private List<TopicPartition> partitions() {
    return contract.streams().stream()
        .flatMap(
            stream ->
                IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(stream.rawTopic(), partition)))
        .toList();
  }

  /** That many simulated events and 2 % duplicates, 1 % malformed ones, 2 % of them late. */
  List<RawEvent> load(long events) {
    EventSource simulation =
        Simulation.of(SimulationOptions.endingAt(END, events, 1), EventContract.standard());
    FaultShares shares = new FaultShares(0.02, 0.01, 0.02, 1);
    return Sources.drain(FaultInjector.wrap(simulation, shares, EventContract.standard())).stream()
        .map(this::renamed)
        .toList();
  }

  private RawEvent renamed(RawEvent event) {
    return new RawEvent(
        test + "_" + event.stream(), event.value(), event.eventTimeMs(), event.kind());
  }

  /** Everything that is in the topics. */
  Map<TopicPartition, List<byte[]>> read() {
    Map<TopicPartition, List<byte[]>> records = new HashMap<>();
    Map<String, Object> properties = Map.of("bootstrap.servers", bootstrapServers);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions());
      consumer.seekToBeginning(partitions());
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions());
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

  /** How many records each partition holds. */
  Map<TopicPartition, Long> counts() {
    Map<TopicPartition, Long> counts = new HashMap<>();
    read().forEach((partition, records) -> counts.put(partition, (long) records.size()));
    return counts;
  }

  private Map<TopicPartition, List<byte[]>> expected(List<RawEvent> load) {
    Map<TopicPartition, List<byte[]>> expected = new HashMap<>();
    partitions().forEach(partition -> expected.put(partition, new ArrayList<>()));
    Map<String, Integer> turns = new HashMap<>();
    for (RawEvent event : load) {
      int turn = turns.merge(event.stream(), 1, Integer::sum) - 1;
      expected.get(new TopicPartition(event.stream(), turn % PARTITIONS)).add(event.value());
    }
    return expected;
  }

  void assertHold(List<RawEvent> load) {
    Map<TopicPartition, List<byte[]>> actual = read();
    expected(load)
        .forEach(
            (partition, values) ->
                assertThat(actual.get(partition))
                    .as(partition.toString())
                    .containsExactlyElementsOf(values));
  }

  void assertHoldABeginningOf(List<RawEvent> load) {
    Map<TopicPartition, List<byte[]>> expected = expected(load);
    read()
        .forEach(
            (partition, records) ->
                assertThat(records)
                    .as(partition.toString())
                    .containsExactlyElementsOf(expected.get(partition).subList(0, records.size())));
  }
}
