package dev.streamify.enrich.record;

import static dev.streamify.enrich.record.Events.NOW_MS;
import static dev.streamify.enrich.record.Events.SMALL;
import static dev.streamify.enrich.record.Events.listenStream;
import static dev.streamify.enrich.record.Events.utf8;
import static dev.streamify.enrich.record.Events.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventTimeBounds;
import dev.streamify.contract.RejectReason;
import dev.streamify.enrich.record.EnrichmentResult.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RejectedRecordsTest {
  private final RecordEnricher enricher =
      new RecordEnricher(listenStream(), EventTimeBounds.DEFAULT);

  @Test
  void aRecordWithoutValueIsRejected() {
    assertThat(reject(null).reason()).isEqualTo(RejectReason.EMPTY_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", " \t\r\n", "\ufeff"})
  void aRecordWithAnEmptyValueIsRejected(String value) {
    assertThat(reject(utf8(value)).reason()).isEqualTo(RejectReason.EMPTY_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "}",
        "{]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":1 \"b\":2}",
        "{a:1}",
        "{'a':1}",
        "[1,]",
        "[",
        "nul",
        "truex",
        "NaN",
        "Infinity",
        "-",
        "01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "+1",
        "0x1",
        "\"",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":-Infinity}",
        "{\"a\":1.}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\u0000\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\",
        "{\"a\":\"\\u",
        "{\"a\":\"unended",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\"}",
        "{\"a\":\"\\ud800\\u0041\"}",
        "{\"a\":\"\\ud800x\"}",
        "{\"\\ud800\":1}",
        "{} {}",
        "{}x",
        "1 2",
        "// comment\n{}",
        "{\"a\":/**/1}",
        "\u00a0{}",
        "{\"a\":1}\u0000"
      })
  void whatIsNotOneJsonTextIsRejected(String value) {
    assertThat(reject(utf8(value)).reason()).isEqualTo(RejectReason.MALFORMED_JSON);
    assertThat(Oracle.parse(utf8(value))).as("Jackson agrees").isEmpty();
  }

  @Test
  void aSecondEventInOneRecordIsRejected() {
    assertThat(reject(utf8(SMALL + SMALL)).reason()).isEqualTo(RejectReason.MALFORMED_JSON);
    assertThat(reject(utf8(SMALL + "\n" + SMALL)).reason()).isEqualTo(RejectReason.MALFORMED_JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "bf",
        "c0af",
        "c1bf",
        "c2",
        "c328",
        "e08080",
        "e09fbf",
        "e282",
        "e228a1",
        "eda080",
        "edbfbf",
        "f0808080",
        "f08fbfbf",
        "f0288cbc",
        "f09f8e",
        "f4908080",
        "f5808080",
        "ff",
        "fe"
      })
  void whatIsNotUtf8IsRejectedAtEveryPlaceInAString(String hex) {
    byte[] bad = HexFormat.of().parseHex(hex);
    for (String padding : new String[] {"", "a", "1234567", "12345678"}) {
      for (String after : new String[] {"", "zz", "123456789"}) {
        byte[] value = splice("{\"a\":\"" + padding, bad, after + "\"}");
        assertThat(reject(value).reason()).isEqualTo(RejectReason.MALFORMED_JSON);
        assertThat(Oracle.parse(value)).isEmpty();
      }
    }
    assertThat(reject(splice("{\"artist", bad, "\":1}")).reason())
        .isEqualTo(RejectReason.MALFORMED_JSON);
    assertThat(reject(splice("{\"a\":\"", bad, "")).reason())
        .isEqualTo(RejectReason.MALFORMED_JSON);
  }

  @Test
  void otherEncodingsOfUnicodeAreRejected() {
    assertThat(reject(SMALL.getBytes(StandardCharsets.UTF_16LE)).reason())
        .isEqualTo(RejectReason.MALFORMED_JSON);
    assertThat(reject(SMALL.getBytes(StandardCharsets.UTF_16)).reason())
        .isEqualTo(RejectReason.MALFORMED_JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "[{}]", "1", "-1.5e3", "\"text\"", "true", "false", "null", " [1] \n"})
  void jsonThatIsNoObjectIsRejected(String value) {
    assertThat(reject(utf8(value)).reason()).isEqualTo(RejectReason.NOT_AN_OBJECT);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"artist\":1', WRONG_TYPE, 1",
    "'\"artist\":true', WRONG_TYPE, true",
    "'\"artist\":{\"x\":1}', WRONG_TYPE, '{\"x\":1}'",
    "'\"artist\":[\"x\"]', WRONG_TYPE, '[\"x\"]'",
    "'\"userId\":\"x\"', WRONG_TYPE, x",
    "'\"userId\":\"4 2\"', WRONG_TYPE, 4 2",
    "'\"userId\":\" 42\"', WRONG_TYPE, 42",
    "'\"userId\":\"007\"', WRONG_TYPE, 007",
    "'\"userId\":\"+1\"', WRONG_TYPE, +1",
    "'\"userId\":\"true\"', WRONG_TYPE, true",
    "'\"userId\":\"[1]\"', WRONG_TYPE, [1]",
    "'\"userId\":\"1.5\"', WRONG_TYPE, 1.5",
    "'\"userId\":\"\\\"\"', WRONG_TYPE, '\\\"'",
    "'\"userId\":\"99999999999999999999\"', OUT_OF_RANGE, 99999999999999999999",
    "'\"userId\":1.9', WRONG_TYPE, 1.9",
    "'\"userId\":1e-1', WRONG_TYPE, 1e-1",
    "'\"userId\":[1]', WRONG_TYPE, [1]",
    "'\"userId\":{}', WRONG_TYPE, {}",
    "'\"userId\":false', WRONG_TYPE, false",
    "'\"registration\":\"42\"', WRONG_TYPE, '\"42\"'",
    "'\"userId\":9223372036854775808', OUT_OF_RANGE, 9223372036854775808",
    "'\"userId\":-9223372036854775809', OUT_OF_RANGE, -9223372036854775809",
    "'\"userId\":1e19', OUT_OF_RANGE, 1e19",
    "'\"userId\":1e400', OUT_OF_RANGE, 1e400",
    "'\"userId\":1e999999999', OUT_OF_RANGE, 1e999999999",
    "'\"userId\":1e99999999999', OUT_OF_RANGE, 1e99999999999",
    "'\"userId\":1e-99999999999', OUT_OF_RANGE, 1e-99999999999",
    "'\"userId\":1000000000000000000000000000000000000000000000000000000000000000000', OUT_OF_RANGE, 1000",
    "'\"lat\":90.0001', OUT_OF_RANGE, 90.0001",
    "'\"lat\":-90.00000000000001', OUT_OF_RANGE, -90.00000000000001",
    "'\"lat\":1e400', OUT_OF_RANGE, 1e400",
    "'\"lat\":-1e400', OUT_OF_RANGE, -1e400",
    "'\"lat\":12345678901234567890', OUT_OF_RANGE, 12345678901234567890",
    "'\"lat\":\"1\"', WRONG_TYPE, '\"1\"'",
    "'\"lat\":true', WRONG_TYPE, true",
    "'\"duration\":-1', OUT_OF_RANGE, -1",
    "'\"itemInSession\":3000000000', OUT_OF_RANGE, 3000000000",
    "'\"itemInSession\":-1', OUT_OF_RANGE, -1",
    "'\"ts\":1', DUPLICATE_FIELD, 1704067225417",
    "'\"level\":\"a\",\"level\":\"b\"', DUPLICATE_FIELD, b",
    "'\"level\":\"a\",\"level\":null', DUPLICATE_FIELD, null",
    "'\"level\":\"a\",\"\\u006cevel\":\"b\"', DUPLICATE_FIELD, b",
  })
  void aFieldThatBreaksItsRuleIsRejectedWithItsValue(
      String member, RejectReason reason, String value) {
    Rejected rejected = reject(utf8(with(member)));
    assertThat(rejected.reason()).as(rejected.message()).isEqualTo(reason);
    assertThat(rejected.message()).contains(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"ts\":1704067225417",
        "\"sessionId\":122",
        "\"artist\":\"a\"",
        "\"itemInSession\":18"
      })
  void aRequiredFieldThatIsAbsentOrNullIsRejected(String member) {
    String name = member.substring(1, member.indexOf(':') - 1);
    String without = SMALL.replace(member + ",", "");
    String withNull = SMALL.replace(member, "\"" + name + "\":null");
    for (String value : new String[] {without, withNull}) {
      Rejected rejected = reject(utf8(value));
      assertThat(rejected.reason()).isEqualTo(RejectReason.MISSING_FIELD);
      assertThat(rejected.message()).contains("'" + name + "'");
    }
    assertThat(reject(utf8("{}")).reason()).isEqualTo(RejectReason.MISSING_FIELD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "1704067225",
        "1704067225417000",
        "9223372036854775807",
        "-9223372036854775808"
      })
  void anEventTimeThatNobodyBelievesIsRejectedWithTheValue(String ts) {
    Rejected rejected = reject(utf8(SMALL.replace("1704067225417", ts)));
    assertThat(rejected.reason()).isEqualTo(RejectReason.EVENT_TIME_OUT_OF_RANGE);
    assertThat(rejected.message()).contains(ts).contains("2000-01-01").contains("2024-06-02");
  }

  @Test
  void aBooleanIsNoTextAndNoNumber() {
    RecordEnricher auth =
        new RecordEnricher(
            EventContract.standard().stream("auth_events").orElseThrow(), EventTimeBounds.DEFAULT);
    String event = "{\"ts\":1704067225417,\"sessionId\":1,\"itemInSession\":1,\"success\":%s}";
    for (String value : new String[] {"\"true\"", "1", "{}"}) {
      EnrichmentResult result = auth.enrich(record(utf8(event.formatted(value))), NOW_MS);
      assertThat(((Rejected) result).reason()).isEqualTo(RejectReason.WRONG_TYPE);
    }
    assertThat(auth.enrich(record(utf8(event.formatted("false"))), NOW_MS))
        .isInstanceOf(EnrichmentResult.Enriched.class);
  }

  @Test
  void deepNestingIsRejectedAndTheDeepestAllowedIsNot() {
    int allowed = JsonCursor.MAX_DEPTH - 1;
    String deepest = with("\"deep\":" + "[".repeat(allowed) + "]".repeat(allowed));
    assertThat(enricher.enrich(record(utf8(deepest)), NOW_MS))
        .isInstanceOf(EnrichmentResult.Enriched.class);
    int deeper = allowed + 1;
    assertThat(reject(utf8(with("\"deep\":" + "[".repeat(deeper) + "]".repeat(deeper)))).reason())
        .isEqualTo(RejectReason.MALFORMED_JSON);
    assertThat(reject(utf8("[".repeat(900_000))).reason()).isEqualTo(RejectReason.MALFORMED_JSON);
    assertThat(reject(utf8("{\"a\":".repeat(200_000))).reason())
        .isEqualTo(RejectReason.MALFORMED_JSON);
  }

  @Test
  void hugeNumbersAreRejectedWithoutComputingThem() {
    assertThat(reject(utf8(with("\"lat\":0." + "1".repeat(900_000)))).reason())
        .isEqualTo(RejectReason.OUT_OF_RANGE);
    assertThat(reject(utf8(with("\"userId\":" + "9".repeat(900_000)))).reason())
        .isEqualTo(RejectReason.OUT_OF_RANGE);
    assertThat(reject(utf8(with("\"userId\":\"" + "9".repeat(900_000) + "\""))).message())
        .hasSizeLessThan(500);
  }

  @Test
  void aMessageShortensTheValueBetweenCharacters() {
    for (int padding = 0; padding < 4; padding++) {
      String value = "x".repeat(padding) + "\ud83c\udfb5".repeat(1_000);
      String message = reject(utf8(with("\"userId\":\"" + value + "\""))).message();
      assertThat(message).hasSizeLessThan(300).doesNotContain("\ufffd").contains("bytes)");
    }
  }

  private static byte[] splice(String before, byte[] middle, String after) {
    byte[] head = utf8(before);
    byte[] tail = utf8(after);
    byte[] all = new byte[head.length + middle.length + tail.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(middle, 0, all, head.length, middle.length);
    System.arraycopy(tail, 0, all, head.length + middle.length, tail.length);
    return all;
  }

  private Rejected reject(byte[] value) {
    EnrichmentResult result = enricher.enrich(record(value), NOW_MS);
    assertThat(result).isInstanceOf(Rejected.class);
    return (Rejected) result;
  }

  private static RawRecord record(byte[] value) {
    return new RawRecord(value, 0, 7, NOW_MS);
  }
}
