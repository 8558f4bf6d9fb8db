package dev.streamify.enrich.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.contract.DeadLetter;
import dev.streamify.contract.EventField;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.EventTimeBounds;
import dev.streamify.enrich.record.EnrichmentResult.Enriched;
import dev.streamify.enrich.record.EnrichmentResult.Rejected;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether an event keeps the contract, decided by Jackson's tokens and BigDecimal, without any of
 * the reader's code. With {@link Oracle} it says of all bytes what has to become of them.
 */
final class ContractRules {
  private static final int LARGEST_ENVELOPE = 8 * 1024 * 1024;
  private static final int DEEPEST = 200;
  private static final int LONGEST_NUMBER = 64;
  private static final int DIGITS_OF_ANY_LONG = 18;
  private static final int DIGITS_OF_EXACT_DOUBLE = 15;
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]+");

  private final EventStream stream;
  private final long nowMs;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> present = new HashSet<>();

  private ContractRules(EventStream stream, long nowMs) {
    this.stream = stream;
    this.nowMs = nowMs;
  }

  /**
   * Asserts that the record became what it has to become: enriched as {@link Oracle} says if it
   * keeps the contract, otherwise rejected with a message.
   */
  static void assertRight(
      EventStream stream, EnrichmentResult result, RawRecord raw, long nowMs, String shown) {
    boolean keeps = new ContractRules(stream, nowMs).keeps(raw.value());
    if (result instanceof Enriched enriched) {
      assertThat(keeps)
          .as("%s enriched, but breaks the contract: %s", stream.name(), shown)
          .isTrue();
      Oracle.assertEnriched(
          stream, Oracle.parse(raw.value()).orElseThrow(), enriched.value(), raw, nowMs);
      return;
    }
    Rejected rejected = (Rejected) result;
    assertThat(rejected.message()).as(shown).isNotBlank();
    assertThat(keeps)
        .as("%s rejected with '%s', but keeps the contract: %s", stream.name(), rejected, shown)
        .isFalse();
    assertLetterHoldsIt(stream, rejected, raw, nowMs);
  }

  private static void assertLetterHoldsIt(
      EventStream stream, Rejected rejected, RawRecord raw, long nowMs) {
    byte[] envelope =
        DeadLetterEnvelope.write(stream.name(), raw, rejected, nowMs, LARGEST_ENVELOPE);
    JsonNode letter = Oracle.parse(envelope).orElseThrow();
    String payload = letter.path(DeadLetter.PAYLOAD).textValue();
    assertThat(
            letter.path(DeadLetter.PAYLOAD_ENCODING).textValue().equals(DeadLetter.ENCODING_BASE64)
                ? Base64.getDecoder().decode(payload)
                : payload.getBytes(StandardCharsets.UTF_8))
        .isEqualTo(raw.value());
  }

  private boolean keeps(byte[] value) {
    if (Oracle.parse(value).filter(tree -> tree.isObject()).isEmpty()) {
      return false;
    }
    try (JsonParser tokens = Oracle.tokens(value)) {
      tokens.nextToken();
      while (tokens.nextToken() == JsonToken.FIELD_NAME) {
        Optional<EventField> field = stream.field(tokens.currentName());
        JsonToken token = tokens.nextToken();
        if (field.isPresent() ? !accepts(field.get(), token, tokens) : isTooDeep(tokens)) {
          return false;
        }
      }
    } catch (IOException e) {
      throw new AssertionError("it is JSON", e);
    }
    return stream.fields().stream()
        .allMatch(field -> !field.required() || present.contains(field.name()));
  }

  /** Skips an unknown member's value. */
  private static boolean isTooDeep(JsonParser tokens) throws IOException {
    if (!tokens.currentToken().isStructStart()) {
      return false;
    }
    // The event itself is one.
    int depth = 2;
    while (depth > 1) {
      if (depth > DEEPEST) {
        return true;
      }
      JsonToken token = tokens.nextToken();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
    return false;
  }

  private boolean accepts(EventField field, JsonToken token, JsonParser tokens) throws IOException {
    if (!seen.add(field.name())) {
      return false;
    }
    if (token == JsonToken.VALUE_NULL) {
      return true;
    }
    String text = tokens.getText();
    boolean numericText = field.acceptsNumericText() && token == JsonToken.VALUE_STRING;
    if (numericText && text.isEmpty()) {
      return true;
    }
    present.add(field.name());
    return switch (field.type()) {
      case STRING -> token == JsonToken.VALUE_STRING;
      case BOOLEAN -> token.isBoolean();
      case DOUBLE -> token.isNumeric() && isReal(field, text);
      default ->
          (token.isNumeric() || (numericText && NUMBER.matcher(text).matches()))
              && isWhole(field, text);
    };
  }

  private static boolean isReal(EventField field, String text) {
    boolean simple = !text.contains("e") && !text.contains("E");
    long digits = text.chars().filter(Character::isDigit).count();
    if (text.length() > LONGEST_NUMBER && !(simple && digits <= DIGITS_OF_EXACT_DOUBLE)) {
      return false;
    }
    return field.range().contains(Double.parseDouble(text));
  }

  private boolean isWhole(EventField field, String text) {
    boolean simple =
        WHOLE_NUMBER.matcher(text).matches()
            && text.replace("-", "").length() <= DIGITS_OF_ANY_LONG;
    if (!simple && text.length() > LONGEST_NUMBER) {
      return false;
    }
    long value;
    try {
      BigDecimal number = new BigDecimal(text).stripTrailingZeros();
      // What has so many digits is no long; it is not written out to see that.
      if (number.scale() > 0 || (long) number.precision() - number.scale() > 19) {
        return false;
      }
      value = number.longValueExact();
    } catch (ArithmeticException | NumberFormatException noLong) {
      return false;
    }
    boolean believed =
        !field.name().equals(stream.eventTimeField())
            || EventTimeBounds.DEFAULT.contains(value, nowMs);
    return field.range().contains(value) && believed;
  }
}
