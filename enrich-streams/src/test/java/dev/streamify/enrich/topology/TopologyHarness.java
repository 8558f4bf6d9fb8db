package dev.streamify.enrich.topology;

import static dev.streamify.enrich.record.Events.NOW_MS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** A topology without a broker, with the configuration of the real one. */
final class TopologyHarness implements AutoCloseable {
  static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(NOW_MS), ZoneOffset.UTC);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TopologyTestDriver driver;

  TopologyHarness(Topology topology, EventContract contract, RecordLimits limits) {
    StreamsSettings settings =
        new StreamsSettings(
            "test",
            "127.0.0.1:1",
            1,
            Duration.ofMillis(250),
            Duration.ofSeconds(10),
            Duration.ofSeconds(6),
            -1,
            Map.of());
    driver =
        new TopologyTestDriver(topology, StreamsProperties.of(settings, contract, limits, CLOCK));
  }

  static TopologyHarness of(EventContract contract, OutcomeListener.ByStream listeners) {
    return new TopologyHarness(
        EnrichmentTopology.build(contract, TopologySettings.DEFAULT, CLOCK, listeners),
        contract,
        RecordLimits.OF_CONTRACT);
  }

  void send(String topic, byte[] value) {
    send(topic, null, value, new RecordHeaders());
  }

  void send(String topic, byte[] key, byte[] value, Headers headers) {
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(key, value, headers, Instant.ofEpochMilli(NOW_MS - 5)));
  }

  List<TestRecord<byte[], byte[]>> read(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  static JsonNode json(TestRecord<byte[], byte[]> record) {
    try {
      return JSON.readTree(record.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.close();
  }

  /** Remembers what it was told. */
  static final class Outcomes implements OutcomeListener.ByStream {
    final List<String> told = new ArrayList<>();
    final List<Long> agesMs = new ArrayList<>();

    @Override
    public OutcomeListener of(EventStream stream) {
      return new OutcomeListener() {
        @Override
        public void received(long ageMs) {
          agesMs.add(ageMs);
        }

        @Override
        public void enriched() {
          told.add(stream.name());
        }

        @Override
        public void deadLettered(RejectReason reason) {
          told.add(stream.name() + " " + reason);
        }
      };
    }
  }
}
