package dev.streamify.enrich.topology;

import static dev.streamify.enrich.record.Events.LISTEN;
import static dev.streamify.enrich.record.Events.NOW_MS;
import static dev.streamify.enrich.record.Events.SMALL;
import static dev.streamify.enrich.record.Events.listenStream;
import static dev.streamify.enrich.record.Events.utf8;
import static dev.streamify.enrich.record.Events.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.contract.ColumnType;
import dev.streamify.contract.DeadLetter;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventField;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.EventTimeBounds;
import dev.streamify.enrich.record.RecordEnricher;
import dev.streamify.enrich.topology.TopologyHarness.Outcomes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class EnrichmentTopologyTest {
  private final Outcomes outcomes = new Outcomes();

  @Test
  void anEventGoesToTheEnrichedTopicWithTheUserAsItsKeyAndItsHeadersAndTimestamp() {
    try (TopologyHarness kafka = TopologyHarness.of(EventContract.standard(), outcomes)) {
      RecordHeaders headers = new RecordHeaders();
      headers.add("trace", utf8("t1"));
      kafka.send("listen_events", utf8("ignored"), utf8(LISTEN), headers);
      List<TestRecord<byte[], byte[]>> enriched = kafka.read("enriched_listen_events");
      assertThat(enriched).hasSize(1);
      assertThat(enriched.get(0).key()).isEqualTo(utf8("123"));
      assertThat(enriched.get(0).headers().lastHeader("trace").value()).isEqualTo(utf8("t1"));
      assertThat(enriched.get(0).timestamp()).isEqualTo(NOW_MS - 5);
      assertThat(kafka.read("listen_events_dead_letters")).isEmpty();
      assertThat(outcomes.told).containsExactly("listen_events");
    }
  }

  @Test
  void theOffsetOfTheRawRecordIsWritten() {
    try (TopologyHarness kafka = TopologyHarness.of(EventContract.standard(), outcomes)) {
      kafka.send("listen_events", utf8(SMALL));
      kafka.send("listen_events", utf8("garbage"));
      kafka.send("listen_events", utf8(SMALL));
      assertThat(
              kafka.read("enriched_listen_events").stream()
                  .map(record -> TopologyHarness.json(record).get("_kafka_offset").longValue()))
          .containsExactly(0L, 2L);
      assertThat(
              kafka.read("listen_events_dead_letters").stream()
                  .map(record -> TopologyHarness.json(record).get("source_offset").longValue()))
          .containsExactly(1L);
    }
  }

  @Test
  void aRejectedRecordGoesToItsStreamsDeadLetterTopicWithKeyAndHeaders() {
    try (TopologyHarness kafka = TopologyHarness.of(EventContract.standard(), outcomes)) {
      RecordHeaders headers = new RecordHeaders();
      headers.add("trace", utf8("t1"));
      headers.add("empty", null);
      kafka.send("auth_events", utf8("k"), utf8("{\"ts\":true}"), headers);
      TestRecord<byte[], byte[]> letter = kafka.read("auth_events_dead_letters").get(0);
      JsonNode envelope = TopologyHarness.json(letter);
      assertThat(letter.key()).isEqualTo(utf8("k"));
      assertThat(letter.headers().lastHeader("trace").value()).isEqualTo(utf8("t1"));
      assertThat(envelope.get(DeadLetter.REASON).textValue()).isEqualTo("WRONG_TYPE");
      assertThat(envelope.get(DeadLetter.STREAM).textValue()).isEqualTo("auth_events");
      assertThat(envelope.get(DeadLetter.PAYLOAD).textValue()).isEqualTo("{\"ts\":true}");
      assertThat(kafka.read("enriched_auth_events")).isEmpty();
      assertThat(outcomes.told).containsExactly("auth_events WRONG_TYPE");
      assertThat(outcomes.agesMs).containsExactly(5L);
    }
  }

  @Test
  void aRecordWithoutValueIsADeadLetter() {
    try (TopologyHarness kafka = TopologyHarness.of(EventContract.standard(), outcomes)) {
      kafka.send("listen_events", null);
      assertThat(kafka.read("listen_events_dead_letters")).hasSize(1);
      assertThat(outcomes.told).containsExactly("listen_events EMPTY_VALUE");
    }
  }

  @Test
  void anEnrichedEventThatItsTopicDoesNotTakeIsADeadLetterThatFits() {
    RecordLimits limits =
        new RecordLimits(
            Map.of("enriched_listen_events", 300_000, "listen_events_dead_letters", 300_000));
    TopologySettings settings = new TopologySettings(EventTimeBounds.DEFAULT, limits);
    EventContract contract = EventContract.standard();
    try (TopologyHarness kafka =
        new TopologyHarness(
            EnrichmentTopology.build(contract, settings, TopologyHarness.CLOCK, outcomes),
            contract,
            limits)) {
      kafka.send("listen_events", utf8(with("\"city\":\"" + "c".repeat(300_000) + "\"")));
      kafka.send("listen_events", utf8(with("\"city\":\"" + "c".repeat(200_000) + "\"")));
      TestRecord<byte[], byte[]> letter = kafka.read("listen_events_dead_letters").get(0);
      assertThat(letter.value()).hasSizeLessThan(300_000);
      assertThat(TopologyHarness.json(letter).get("message").textValue())
          .contains("enriched_listen_events takes")
          .contains("payload cut to");
      assertThat(outcomes.told).containsExactly("listen_events TOO_LARGE", "listen_events");
    }
  }

  @Test
  void headersThatWouldNotFitStayBehind() {
    try (TopologyHarness kafka = TopologyHarness.of(EventContract.standard(), outcomes)) {
      RecordHeaders headers = new RecordHeaders();
      headers.add("huge", new byte[9 * 1024 * 1024]);
      kafka.send("listen_events", new byte[100_000], utf8(SMALL), headers);
      TestRecord<byte[], byte[]> letter = kafka.read("listen_events_dead_letters").get(0);
      assertThat(letter.headers()).isEmpty();
      assertThat(letter.key()).isNull();
      assertThat(outcomes.told).containsExactly("listen_events TOO_LARGE");
    }
  }

  @Test
  void anErrorThatNobodyForesawIsADeadLetterAndTheNextRecordIsEnriched() {
    EventContract contract = EventContract.standard();
    try (TopologyHarness kafka =
        new TopologyHarness(
            EnrichmentTopology.build(
                contract,
                TopologySettings.DEFAULT,
                TopologyHarness.CLOCK,
                outcomes,
                stream -> {
                  RecordEnricher real = new RecordEnricher(stream, EventTimeBounds.DEFAULT);
                  return (raw, nowMs) -> {
                    if (raw.value().length == 6) {
                      throw new IllegalStateException("a bug");
                    }
                    return real.enrich(raw, nowMs);
                  };
                }),
            contract,
            RecordLimits.OF_CONTRACT)) {
      kafka.send("listen_events", utf8("poison"));
      kafka.send("listen_events", utf8(SMALL));
      JsonNode envelope = TopologyHarness.json(kafka.read("listen_events_dead_letters").get(0));
      assertThat(envelope.get(DeadLetter.PAYLOAD).textValue()).isEqualTo("poison");
      assertThat(envelope.get(DeadLetter.MESSAGE).textValue()).contains("a bug");
      assertThat(kafka.read("enriched_listen_events")).hasSize(1);
    }
  }

  @Test
  void anErrorOutsideOfTheEnricherReachesTheDeadLetterTopicThroughKafkasOwnSupport() {
    EventContract contract = EventContract.standard();
    try (TopologyHarness kafka =
        new TopologyHarness(
            EnrichmentTopology.build(
                contract,
                TopologySettings.DEFAULT,
                TopologyHarness.CLOCK,
                outcomes,
                // No result at all: the processor itself fails on it.
                stream -> (raw, nowMs) -> null),
            contract,
            RecordLimits.OF_CONTRACT)) {
      kafka.send("listen_events", utf8(LISTEN));
      JsonNode envelope = TopologyHarness.json(kafka.read("listen_events_dead_letters").get(0));
      assertThat(envelope.get(DeadLetter.PAYLOAD).textValue()).isEqualTo(LISTEN);
      assertThat(envelope.get(DeadLetter.SOURCE_OFFSET).longValue()).isZero();
      assertThat(envelope.get(DeadLetter.MESSAGE).textValue()).contains("NullPointerException");
    }
  }

  @Test
  void aFourthStreamIsEnrichedAndValidatedBecauseItStandsInTheContract() {
    EventStream fourth =
        new EventStream(
            "status_change_events",
            "A test.",
            List.of(
                EventField.required("ts", ColumnType.LONG, "Time."),
                EventField.required("sessionId", ColumnType.LONG, "Session."),
                EventField.required("level", ColumnType.STRING, "Level."),
                EventField.optional("deviceId", ColumnType.STRING, "Device.")),
            "ts",
            List.of("deviceId", "ts"),
            List.of("deviceId", "sessionId"),
            "sessionId");
    EventContract contract =
        new EventContract(
            Stream.concat(EventContract.standard().streams().stream(), Stream.of(fourth)).toList());
    try (TopologyHarness kafka = TopologyHarness.of(contract, outcomes)) {
      kafka.send(
          "status_change_events",
          utf8(
              "{\"ts\":1704067225417,\"sessionId\":1,\"level\":\"paid\",\"deviceId\":\"d\\u00e9\"}"));
      kafka.send("status_change_events", utf8("{\"ts\":1704067225417,\"sessionId\":1}"));
      TestRecord<byte[], byte[]> enriched = kafka.read("enriched_status_change_events").get(0);
      assertThat(new String(enriched.key(), StandardCharsets.UTF_8)).isEqualTo("d\u00e9");
      assertThat(TopologyHarness.json(enriched).get("event_id").textValue())
          // printf 'dé|1704067225417' | sha256sum
          .isEqualTo("8cac67dbecfd873e96c2466ed8f36b3eaf99c0c02f230b5af571fadea0eb4ab0");
      assertThat(outcomes.told)
          .containsExactly("status_change_events", "status_change_events MISSING_FIELD");
      assertThat(kafka.read("status_change_events_dead_letters")).hasSize(1);
    }
  }

  @Test
  void everyStreamHasATaskOfItsOwn() {
    assertThat(
            EnrichmentTopology.build(
                    EventContract.standard(),
                    TopologySettings.DEFAULT,
                    TopologyHarness.CLOCK,
                    stream -> OutcomeListener.NONE)
                .describe()
                .subtopologies())
        .hasSameSizeAs(EventContract.standard().streams());
    assertThat(listenStream().rawTopic()).isEqualTo("listen_events");
  }

  @Test
  void aRecordWithoutTimestampGetsTheClocks() {
    RecordTimestamps timestamps = new RecordTimestamps(TopologyHarness.CLOCK);
    assertThat(timestamps.extract(raw(-1), 0)).isEqualTo(NOW_MS);
    assertThat(timestamps.extract(raw(Long.MIN_VALUE), 0)).isEqualTo(NOW_MS);
    assertThat(timestamps.extract(raw(0), 0)).isZero();
    assertThat(timestamps.extract(raw(77), 0)).isEqualTo(77);
  }

  private static ConsumerRecord<Object, Object> raw(long timestampMs) {
    return new ConsumerRecord<>(
        "t",
        0,
        0,
        timestampMs,
        TimestampType.CREATE_TIME,
        0,
        0,
        null,
        null,
        new RecordHeaders(),
        Optional.empty());
  }
}
