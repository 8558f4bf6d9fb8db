package dev.streamify.enrich.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamify.contract.EnrichmentColumns;
import dev.streamify.contract.EventField;
import dev.streamify.contract.EventStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Enrichment once more, by way of trees, strings and java.time: slow, short and independent. */
public final class Oracle {
  private static final ObjectMapper JSON =
      // Numbers may be as long as they like in fields that nobody knows.
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Oracle() {}

  /**
   * The JSON that the bytes are, if they are UTF-8 and one JSON text of whole characters. A byte
   * order mark in front is none of it.
   */
  public static Optional<JsonNode> parse(byte[] bytes) {
    try {
      String text = text(bytes);
      JsonNode tree = tree(text);
      return hasWholeCharacters(text) && !tree.isMissingNode()
          ? Optional.of(tree)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The same JSON, token by token. */
  static JsonParser tokens(byte[] bytes) throws IOException {
    return JSON.createParser(text(bytes));
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /** Token by token, as a tree shows the last of several members of one name only. */
  private static boolean hasWholeCharacters(String text) throws IOException {
    CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
    try (JsonParser tokens = JSON.createParser(text)) {
      while (tokens.nextToken() != null) {
        if (!utf8.canEncode(tokens.getText())) {
          return false;
        }
      }
      return true;
    }
  }

  private static JsonNode tree(String text) throws JsonProcessingException {
    try {
      return JSON.readTree(text);
    } catch (NumberFormatException exponentBeyondInt) {
      return JSON.reader()
          .without(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .readTree(text);
    }
  }

  /** Asserts that {@code enriched} is what the raw event has to become. */
  public static void assertEnriched(
      EventStream stream, JsonNode raw, byte[] enriched, RawRecord position, long nowMs) {
    ObjectNode actual = (ObjectNode) parse(enriched).orElseThrow();
    ObjectNode known = JSON.createObjectNode();
    ObjectNode unknown = JSON.createObjectNode();
    raw.properties().forEach(member -> sort(stream, member, known, unknown));
    String identity =
        stream.identityFields().stream()
            .map(name -> known.has(name) ? known.get(name).asText() : "")
            .collect(Collectors.joining("|"));
    Instant eventTime = Instant.ofEpochMilli(known.get(stream.eventTimeField()).longValue());
    assertThat(take(actual, EnrichmentColumns.EVENT_ID).textValue()).isEqualTo(sha256(identity));
    assertThat(take(actual, EnrichmentColumns.EVENT_DATE).textValue())
        .isEqualTo(eventTime.atOffset(ZoneOffset.UTC).toLocalDate().toString());
    assertThat(Instant.parse(take(actual, EnrichmentColumns.PROCESSING_TIME).textValue()))
        .isEqualTo(Instant.ofEpochMilli(nowMs));
    assertThat(take(actual, EnrichmentColumns.KAFKA_PARTITION).intValue())
        .isEqualTo(position.partition());
    assertThat(take(actual, EnrichmentColumns.KAFKA_OFFSET).longValue())
        .isEqualTo(position.offset());
    assertExtra(unknown, actual);
    assertSame(known, actual);
    stream.fields().forEach(field -> assertKeepsRules(field, actual.get(field.name())));
  }

  private static void sort(
      EventStream stream,
      Map.Entry<String, JsonNode> member,
      ObjectNode known,
      ObjectNode unknown) {
    Optional<EventField> field = stream.field(member.getKey());
    JsonNode value = member.getValue();
    if (field.isEmpty()) {
      unknown.set(member.getKey(), value);
      return;
    }
    boolean absent =
        value.isNull() || (field.get().acceptsNumericText() && value.asText().isEmpty());
    if (absent) {
      return;
    }
    switch (field.get().type()) {
      case INT, LONG -> known.put(member.getKey(), new BigDecimal(value.asText()).longValueExact());
      case DOUBLE -> known.put(member.getKey(), value.doubleValue());
      default -> known.set(member.getKey(), value);
    }
  }

  private static void assertExtra(ObjectNode unknown, ObjectNode actual) {
    if (unknown.isEmpty()) {
      assertThat(actual.has(EnrichmentColumns.EXTRA)).isFalse();
      return;
    }
    String extra = take(actual, EnrichmentColumns.EXTRA).textValue();
    assertThat(parse(extra.getBytes(StandardCharsets.UTF_8))).contains(unknown);
  }

  private static void assertSame(ObjectNode known, ObjectNode actual) {
    assertThat(actual.properties().stream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrderElementsOf(
            known.properties().stream().map(Map.Entry::getKey).toList());
    known
        .properties()
        .forEach(
            member -> {
              JsonNode value = actual.get(member.getKey());
              if (member.getValue().isDouble()) {
                assertThat(value.doubleValue()).isEqualTo(member.getValue().doubleValue());
              } else if (member.getValue().isNumber()) {
                assertThat(value.isIntegralNumber()).as(value.toString()).isTrue();
                assertThat(value.longValue()).isEqualTo(member.getValue().longValue());
              } else {
                assertThat(value).isEqualTo(member.getValue());
              }
            });
  }

  private static void assertKeepsRules(EventField field, JsonNode value) {
    if (value == null) {
      assertThat(field.required()).as(field.name()).isFalse();
      return;
    }
    switch (field.type()) {
      case BOOLEAN -> assertThat(value.isBoolean()).isTrue();
      case STRING -> assertThat(value.isTextual()).isTrue();
      case DOUBLE -> assertThat(field.range().contains(value.doubleValue())).isTrue();
      default -> {
        assertThat(value.canConvertToLong()).isTrue();
        assertThat(field.range().contains(value.longValue())).isTrue();
      }
    }
  }

  private static JsonNode take(ObjectNode from, String name) {
    assertThat(from.has(name)).as(name).isTrue();
    return from.remove(name);
  }

  static String sha256(String text) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
