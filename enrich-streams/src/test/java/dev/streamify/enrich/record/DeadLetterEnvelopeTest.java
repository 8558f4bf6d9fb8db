package dev.streamify.enrich.record;

import static dev.streamify.enrich.record.Events.NOW_MS;
import static dev.streamify.enrich.record.Events.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.contract.DeadLetter;
import dev.streamify.contract.RejectReason;
import dev.streamify.enrich.record.EnrichmentResult.Rejected;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterEnvelopeTest {
  private static final int LIMIT = 1024 * 1024;
  private static final Rejected WRONG = new Rejected(RejectReason.WRONG_TYPE, "it is wrong");

  @Test
  void theEnvelopeHasTheColumnsOfItsTable() {
    JsonNode envelope = envelope(utf8("{}"), WRONG, LIMIT);
    assertThat(envelope.properties().stream().map(Map.Entry::getKey))
        .containsExactlyElementsOf(DeadLetter.bronzeTable().columnNames().toList());
    assertThat(envelope.toString())
        .isEqualTo(
            "{\"stream\":\"listen_events\",\"reason\":\"WRONG_TYPE\",\"message\":\"it is wrong\",\"payload\":\"{}\","
                + "\"payload_encoding\":\"utf8\",\"source_topic\":\"listen_events\",\"source_partition\":2,"
                + "\"source_offset\":9,\"source_timestamp\":\"2024-06-01T11:59:59.999Z\",\"rejected_at\":\"2024-06-01T12:00:00.000Z\"}");
  }

  @Test
  void aRecordWithoutValueHasNoPayloadAndOneWithoutTimeNoTimestamp() {
    byte[] json =
        DeadLetterEnvelope.write(
            "listen_events", new RawRecord(null, 0, 0, -1), WRONG, NOW_MS, LIMIT);
    JsonNode envelope = Oracle.parse(json).orElseThrow();
    assertThat(envelope.has("payload")).isFalse();
    assertThat(envelope.has("source_timestamp")).isFalse();
  }

  @Test
  void aTimestampThatNoTableTakesIsLeftOut() {
    byte[] json =
        DeadLetterEnvelope.write(
            "listen_events",
            new RawRecord(utf8("x"), 0, 0, 1_717_243_200_000_000L),
            WRONG,
            NOW_MS,
            LIMIT);
    assertThat(Oracle.parse(json).orElseThrow().has("source_timestamp")).isFalse();
  }

  @Test
  void bytesThatAreNoTextComeInBase64() {
    byte[] bytes = {(byte) 0xC0, (byte) 0xAF, 0, 1};
    JsonNode envelope = envelope(bytes, WRONG, LIMIT);
    assertThat(envelope.get("payload_encoding").textValue()).isEqualTo("base64");
    assertThat(Base64.getDecoder().decode(envelope.get("payload").textValue())).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "x", "\ud83c\udfb5", "\"", "\u00e9"})
  void anEnvelopeNeverExceedsItsLimitAndIsCutBetweenCharacters(String unit) {
    String text = unit.repeat(LIMIT / unit.length());
    Rejected longMessage = new Rejected(RejectReason.WRONG_TYPE, "\ud83c\udfb5".repeat(10_000));
    byte[] json =
        DeadLetterEnvelope.write(
            "listen_events", new RawRecord(utf8(text), 0, 0, 0), longMessage, NOW_MS, LIMIT);
    assertThat(json).hasSizeLessThanOrEqualTo(LIMIT);
    JsonNode envelope = Oracle.parse(json).orElseThrow();
    String payload = envelope.get("payload").textValue();
    assertThat(text).startsWith(payload);
    assertThat(payload).hasSizeGreaterThan(LIMIT / 40);
    assertThat(envelope.get("message").textValue()).contains("payload cut to");
  }

  @Test
  void aLongBinaryPayloadIsCutToo() {
    byte[] bytes = new byte[LIMIT];
    bytes[0] = (byte) 0xFF;
    JsonNode envelope = envelope(bytes, WRONG, LIMIT);
    assertThat(envelope.get("payload_encoding").textValue()).isEqualTo("base64");
    assertThat(envelope.toString()).hasSizeLessThan(LIMIT);
  }

  @Test
  void aRawRecordOfTheDefaultSizeFitsWholeWhateverItHolds() {
    String worst = "\u0000".repeat(1024 * 1024);
    JsonNode envelope = envelope(utf8(worst), WRONG, 8 * 1024 * 1024);
    assertThat(envelope.get("payload").textValue()).isEqualTo(worst);
  }

  private static JsonNode envelope(byte[] value, Rejected rejected, int limit) {
    byte[] json =
        DeadLetterEnvelope.write(
            "listen_events", new RawRecord(value, 2, 9, NOW_MS - 1), rejected, NOW_MS, limit);
    return Oracle.parse(json).orElseThrow();
  }
}
