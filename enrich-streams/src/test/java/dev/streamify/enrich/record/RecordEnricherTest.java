package dev.streamify.enrich.record;

import static dev.streamify.enrich.record.Events.LISTEN;
import static dev.streamify.enrich.record.Events.NOW_MS;
import static dev.streamify.enrich.record.Events.SMALL;
import static dev.streamify.enrich.record.Events.listenStream;
import static dev.streamify.enrich.record.Events.utf8;
import static dev.streamify.enrich.record.Events.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.contract.ColumnType;
import dev.streamify.contract.EventField;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.EventTimeBounds;
import dev.streamify.contract.RejectReason;
import dev.streamify.enrich.record.EnrichmentResult.Enriched;
import dev.streamify.enrich.record.EnrichmentResult.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordEnricherTest {
  private final RecordEnricher enricher =
      new RecordEnricher(listenStream(), EventTimeBounds.DEFAULT);

  @Test
  void anEventIsCopiedAsItIsBetweenTheAddedColumns() {
    assertThat(text(LISTEN))
        .isEqualTo(
            "{\"event_id\":\"1e14f5d1e3c3d866a8809334ff482dd61eeedc4f449523188d2d99eff8fff189\","
                + "\"event_date\":\"2024-01-01\","
                + LISTEN.strip().substring(1, LISTEN.strip().length() - 1)
                + ",\"_processing_time\":\"2024-06-01T12:00:00.000Z\",\"_kafka_partition\":3,\"_kafka_offset\":42}");
  }

  @ParameterizedTest
  @CsvSource({
    // sha256sum of "123|122|1704067225417" and "|122|1704067225417"
    "'\"userId\":123', 1e14f5d1e3c3d866a8809334ff482dd61eeedc4f449523188d2d99eff8fff189",
    "'\"userId\":\"123\"', 1e14f5d1e3c3d866a8809334ff482dd61eeedc4f449523188d2d99eff8fff189",
    "'\"userId\":1.23e2', 1e14f5d1e3c3d866a8809334ff482dd61eeedc4f449523188d2d99eff8fff189",
    "'\"userId\":\"\"', 0fe43ca23326c2632a5ae004e16deec62d04863b759ac84199d86665aa107fa6",
    "'\"userId\":null', 0fe43ca23326c2632a5ae004e16deec62d04863b759ac84199d86665aa107fa6",
    "'\"level\":\"free\"', 0fe43ca23326c2632a5ae004e16deec62d04863b759ac84199d86665aa107fa6",
  })
  void theEventIdIsTheHashOfUserSessionAndTimeHoweverTheyAreWritten(String member, String id) {
    assertThat(tree(with(member)).get("event_id").textValue()).isEqualTo(id);
  }

  @Test
  void theKeyIsTheUserElseTheSession() {
    assertThat(new String(enriched(utf8(LISTEN)).key(), StandardCharsets.UTF_8)).isEqualTo("123");
    assertThat(new String(enriched(utf8(SMALL)).key(), StandardCharsets.UTF_8)).isEqualTo("122");
    assertThat(new String(enriched(utf8(with("\"userId\":\"-7\""))).key(), StandardCharsets.UTF_8))
        .isEqualTo("-7");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"userId\":\"42\"', '\"userId\":42'",
    "'\"userId\":\"-42\"', '\"userId\":-42'",
    "'\"userId\":\"\\u0034\\u0032\"', '\"userId\":42'",
    "'\"userId\":42.0', '\"userId\":42'",
    "'\"userId\":4.2e1', '\"userId\":42'",
    "'\"userId\":420E-1', '\"userId\":42'",
    "'\"registration\":1540919166796.0', '\"registration\":1540919166796'",
    "'\"registration\":9223372036854775807', '\"registration\":9223372036854775807'",
    "'\"registration\":-9223372036854775808', '\"registration\":-9223372036854775808'",
    "'\"\\u0075serId\" : 42', '\"userId\":42'",
    "'\"lat\":-0.0', '\"lat\":-0.0'",
    "'\"lat\":1e1', '\"lat\":10.0'",
    "'\"lat\":90', '\"lat\":90'",
    "'\"lat\":1e-400', '\"lat\":0.0'",
    "'\"lat\":-1E-99999999999', '\"lat\":-0.0'",
    "'\"duration\":123.45678901234567890123', '\"duration\":123.45678901234567890123'",
  })
  void numbersAreWrittenInOneWay(String member, String normalised) {
    assertThat(text(with(member))).contains("," + normalised + ",");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"userId\":null", "\"userId\":\"\"", "\"lat\" : null", "\"level\":null"})
  void whatIsNullOrAnEmptyNumberIsLeftOut(String member) {
    assertThat(text(with(member))).isEqualTo(text(SMALL));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"plan\":{\"a\": [1, 2.50, \"x y\"]}', '{\"plan\":{\"a\":[1,2.50,\"x y\"]}}'",
    "'\"plan\":null', '{\"plan\":null}'",
    "'\"\":1', '{\"\":1}'",
    "'\"USERID\":1', '{\"USERID\":1}'",
    "'\"event_id\":\"forged\"', '{\"event_id\":\"forged\"}'",
    "'\"event_date\":\"1999-01-01\"', '{\"event_date\":\"1999-01-01\"}'",
    "'\"_kafka_offset\":7,\"_kafka_partition\":9', '{\"_kafka_offset\":7,\"_kafka_partition\":9}'",
    "'\"_processing_time\":\"x\"', '{\"_processing_time\":\"x\"}'",
    "'\"_extra\":\"{}\"', '{\"_extra\":\"{}\"}'",
    "'\"a\":1,\"a\":2', '{\"a\":1,\"a\":2}'",
    "'\"q\\\"\\\\\":\"\\\\\\u0000\"', '{\"q\\\"\\\\\":\"\\\\\\u0000\"}'",
    "'\"huge\":1e999999999', '{\"huge\":1e999999999}'",
  })
  void unknownFieldsAreKeptInExtraAsTheyCame(String members, String extra) {
    JsonNode tree = tree(with(members));
    assertThat(tree.get("_extra").textValue()).isEqualTo(extra);
    assertThat(tree.get("_kafka_offset").longValue()).isEqualTo(42);
    assertThat(tree.get("_kafka_partition").intValue()).isEqualTo(3);
  }

  @Test
  void anEventWithoutUnknownFieldsHasNoExtra() {
    assertThat(tree(LISTEN).has("_extra")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Fran\u00c3\u00a7ois",
        "\\\"in quotes\\\"",
        "back\\\\slash",
        "\ud83c\udfb5",
        "\\ud83c\\udfb5",
        "\\u0000\\u001f",
        "\u2028\u2029",
        "\ufeff",
        "\u00e9\u0301",
        "\\/",
        "\u007f\u0080\u07ff\u0800\uffff\ud800\udc00\udbff\udfff",
        "12345678",
        "1234567\u00e9",
        "comma, colon: brace}"
      })
  void textComesOutAsItWentIn(String json) {
    JsonNode expected = Oracle.parse(utf8("\"" + json + "\"")).orElseThrow();
    JsonNode tree =
        tree(
            SMALL.replace(
                "\"artist\":\"a\"", "\"artist\":\"" + json + "\",\"new\":\"" + json + "\""));
    assertThat(tree.get("artist")).isEqualTo(expected);
    assertThat(Oracle.parse(utf8(tree.get("_extra").textValue())).orElseThrow().get("new"))
        .isEqualTo(expected);
  }

  @Test
  void whiteSpaceAndAByteOrderMarkAroundTheEventDoNotMatter() {
    assertThat(text("\ufeff \t\r\n" + SMALL + "\n\n ")).isEqualTo(text(SMALL));
    assertThat(text(SMALL.replace(":", " : ").replace(",", "\n,\t"))).isEqualTo(text(SMALL));
  }

  @Test
  void theEventDateIsTheUtcDay() {
    String before = SMALL.replace("1704067225417", "1704067199999");
    String after = SMALL.replace("1704067225417", "1704067200000");
    assertThat(tree(before).get("event_date").textValue()).isEqualTo("2023-12-31");
    assertThat(tree(after).get("event_date").textValue()).isEqualTo("2024-01-01");
  }

  @Test
  void theEventTimeMayBeAsFarAheadAsTheBoundsSayButNoFurther() {
    long last = NOW_MS + EventTimeBounds.DEFAULT.maxAhead().toMillis();
    long first = EventTimeBounds.DEFAULT.earliest().toEpochMilli();
    assertThat(enrich(utf8(at(last)))).isInstanceOf(Enriched.class);
    assertThat(enrich(utf8(at(first)))).isInstanceOf(Enriched.class);
    assertThat(reason(at(last + 1))).isEqualTo(RejectReason.EVENT_TIME_OUT_OF_RANGE);
    assertThat(reason(at(first - 1))).isEqualTo(RejectReason.EVENT_TIME_OUT_OF_RANGE);
  }

  @Test
  void nothingOfARejectedRecordIsLeftInTheNextOne() {
    enrich(utf8("{\"userId\":9,\"unknown\":1,\"city\":\"x\",\"ts\":\"no\"}"));
    assertThat(text(SMALL))
        .isEqualTo(
            new String(
                ((Enriched)
                        new RecordEnricher(listenStream(), EventTimeBounds.DEFAULT)
                            .enrich(record(utf8(SMALL)), NOW_MS))
                    .value(),
                StandardCharsets.UTF_8));
  }

  @Test
  void aLargeIntegerInADoubleFieldIsWrittenSoThatNoReaderWrapsIt() {
    EventStream stream =
        new EventStream(
            "readings",
            "A test.",
            List.of(
                EventField.required("ts", ColumnType.LONG, "Time."),
                EventField.optional("value", ColumnType.DOUBLE, "Any.")),
            "ts",
            List.of("ts"),
            List.of("ts"),
            "ts");
    EnrichmentResult result =
        new RecordEnricher(stream, EventTimeBounds.DEFAULT)
            .enrich(
                record(utf8("{\"ts\":1704067225417,\"value\":12345678901234567890123}")), NOW_MS);
    assertThat(new String(((Enriched) result).value(), StandardCharsets.UTF_8))
        .contains("\"value\":1.2345678901234568E22");
  }

  @Test
  void aDoubleCanNotBePartOfTheIdentity() {
    EventStream stream =
        new EventStream(
            "readings",
            "A test.",
            List.of(
                EventField.required("ts", ColumnType.LONG, "Time."),
                EventField.optional("value", ColumnType.DOUBLE, "Any.")),
            "ts",
            List.of("ts", "value"),
            List.of("ts"),
            "ts");
    assertThatThrownBy(() -> new RecordEnricher(stream, EventTimeBounds.DEFAULT))
        .hasMessageContaining("readings")
        .hasMessageContaining("'value'");
  }

  private static String at(long eventTimeMs) {
    return SMALL.replace("1704067225417", Long.toString(eventTimeMs));
  }

  private RejectReason reason(String json) {
    return ((Rejected) enrich(utf8(json))).reason();
  }

  private JsonNode tree(String json) {
    return Oracle.parse(enriched(utf8(json)).value()).orElseThrow();
  }

  private String text(String json) {
    return new String(enriched(utf8(json)).value(), StandardCharsets.UTF_8);
  }

  private Enriched enriched(byte[] json) {
    EnrichmentResult result = enrich(json);
    assertThat(result).as("%s", result).isInstanceOf(Enriched.class);
    return (Enriched) result;
  }

  private EnrichmentResult enrich(byte[] json) {
    return enricher.enrich(record(json), NOW_MS);
  }

  private static RawRecord record(byte[] json) {
    return new RawRecord(json, 3, 42, NOW_MS);
  }
}
