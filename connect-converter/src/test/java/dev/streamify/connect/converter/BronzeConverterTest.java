package dev.streamify.connect.converter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.contract.DeadLetter;
import dev.streamify.contract.EventContract;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BronzeConverterTest {
  private static final String ENRICHED = EventContract.standard().streams().get(0).enrichedTopic();
  private static final String DEAD_LETTERS =
      EventContract.standard().streams().get(0).deadLetterTopic();

  /** Has no columns of days: those are what the two converters differ in. */
  private static final String OTHER = "listen_events";

  private final BronzeConverter converter = new BronzeConverter();

  @Test
  void anEventsTextsOfDaysAndInstantsAreNumbersAndAllElseIsAsItWas() {
    Map<?, ?> event =
        map(
            ENRICHED,
            """
            {"event_id":"ab","event_date":"2026-01-31","artist":"Bj\\u00f6rk \\"Guðmundsdóttir\\"",\
            "duration":223.5,"ts":1769817600000,"userId":7,"tag":null,\
            "_processing_time":"2026-02-01T00:00:00.001Z","_kafka_partition":3,"_kafka_offset":12}
            """);

    assertThat(event.get("event_date")).isEqualTo(20_484);
    assertThat(event.get("_processing_time")).isEqualTo(1_769_904_000_001L);
    assertThat(event.get("artist")).isEqualTo("Björk \"Guðmundsdóttir\"");
    assertThat(event.get("duration")).isEqualTo(223.5);
    assertThat(event.get("ts")).isEqualTo(1_769_817_600_000L);
    assertThat(event.get("userId")).isEqualTo(7L);
    assertThat(event.containsKey("tag")).isTrue();
    assertThat(event.get("tag")).isNull();
  }

  @Test
  void aDeadLettersInstantsAreNumbersToo() {
    Map<?, ?> letter =
        map(DEAD_LETTERS, "{\"" + DeadLetter.REJECTED_AT + "\":\"1969-12-31T23:59:59.999Z\"}");

    assertThat(letter.get(DeadLetter.REJECTED_AT)).isEqualTo(-1L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "2026-02-30",
        "2026-1-1",
        "2026-01-01T00:00:00Z",
        "+999999999-12-31",
      })
  void whatIsNoDayStaysAsItCame(String text) {
    String json = "{\"event_date\":\"%s\"}".formatted(text);

    assertThat(map(ENRICHED, json).get("event_date")).isEqualTo(text);
    assertThat(map(ENRICHED, "{\"event_date\":\"2026-01-31\"}").get("event_date"))
        .isEqualTo(20_484);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01T00:00:00.0001Z"})
  void whatIsNoInstantOfWholeMillisecondsStaysAsItCame(String text) {
    String json = "{\"_processing_time\":\"%s\"}".formatted(text);

    assertThat(map(ENRICHED, json).get("_processing_time")).isEqualTo(text);
  }

  @Test
  void otherTopicsArePlainJson() {
    Map<?, ?> members = map(OTHER, "{\"event_date\":\"2026-01-31\",\"a\":{\"b\":[1,null,{}]}}");

    assertThat(members.get("event_date")).isEqualTo("2026-01-31");
    assertThat(members.get("a")).isEqualTo(Map.of("b", Arrays.asList(1L, null, Map.of())));
  }

  @Test
  void aRecordWithoutValueHasNone() {
    assertThat(converter.toConnectData(ENRICHED, null)).isEqualTo(SchemaAndValue.NULL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "null", "7", "\"a\"", "[]", "{", "{\"a\":}", "{\"a\":1,}", "{}{}", "{}x"})
  void whatIsNotOneObjectIsRefused(String text) {
    assertThatThrownBy(() -> map(ENRICHED, text))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(ENRICHED)
        .hasMessageContaining("not one JSON object");
  }

  /** Damaged events; but they take leading zeros, and do not look at what follows an object. */
  @Test
  void itReadsWhatKafkaConnectsOwnConverterReads() {
    Random random = new Random(7);
    int read = 0;
    try (JsonConverter theirs = new JsonConverter()) {
      theirs.configure(Map.of("schemas.enable", "false"), false);
      for (int i = 0; i < 20_000; i++) {
        byte[] value = mutated(random);
        Object found = valueOf(converter, value);
        assertThat(found).as(new String(value, UTF_8)).isEqualTo(valueOf(theirs, value));
        read += found instanceof Map<?, ?> ? 1 : 0;
      }
    }
    assertThat(read).isBetween(5_000, 19_000);
  }

  @Test
  void kafkaConnectFindsItWithoutLookingThroughJars() {
    assertThat(ServiceLoader.load(Converter.class).stream())
        .anyMatch(found -> found.type() == BronzeConverter.class);
  }

  @Test
  void itIsForValuesOfSinks() {
    assertThatThrownBy(() -> converter.configure(Map.of(), true))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("key.converter");
    assertThatThrownBy(() -> converter.fromConnectData("topic", null, Map.of()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("topic");
  }

  private static byte[] mutated(Random random) {
    byte[] bytes =
        """
        {"artist":"Caf\\u00e9 \\ud83c\\udfb5 – \\\\ \\"x\\"","n":[1,-2.5e3,true],"o":[null,"k"],"d":1.25}
        """
            .strip()
            .getBytes(UTF_8);
    String odd = "{[]\",:\\123456789eE+-. ntfu";
    for (int changes = random.nextInt(3); changes > 0; changes--) {
      bytes[random.nextInt(bytes.length)] = (byte) odd.charAt(random.nextInt(odd.length()));
    }
    return bytes;
  }

  private static Object valueOf(Converter converter, byte[] value) {
    try {
      Object found = converter.toConnectData(OTHER, value).value();
      return found instanceof Map<?, ?> members ? new HashMap<>(members) : List.of();
    } catch (DataException refused) {
      return List.of();
    }
  }

  private Map<?, ?> map(String topic, String json) {
    SchemaAndValue converted = converter.toConnectData(topic, json.getBytes(UTF_8));
    assertThat(converted.schema()).isNull();
    return (Map<?, ?>) converted.value();
  }
}
