package dev.streamify.sim.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.streamify.contract.ColumnType;
import dev.streamify.contract.EventField;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.EventTimeBounds;
import dev.streamify.contract.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** The contract's rules, written down once more and plainly, as an oracle. */
public final class ContractValidator {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private ContractValidator() {}

  /** Why the record has to be rejected; empty when it is valid. */
  public static Optional<RejectReason> reject(EventStream stream, byte[] value, Instant now) {
    if (value.length == 0) {
      return Optional.of(RejectReason.EMPTY_VALUE);
    }
    JsonNode event;
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
      event = JSON.readTree(value);
    } catch (JsonProcessingException e) {
      return Optional.of(
          e.getMessage().startsWith("Duplicate field")
              ? RejectReason.DUPLICATE_FIELD
              : RejectReason.MALFORMED_JSON);
    } catch (CharacterCodingException e) {
      return Optional.of(RejectReason.MALFORMED_JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!event.isObject()) {
      return Optional.of(RejectReason.NOT_AN_OBJECT);
    }
    return stream.fields().stream()
        .flatMap(field -> reject(field, event.path(field.name())).stream())
        .findFirst()
        .or(() -> rejectTime(event.get(stream.eventTimeField()).longValue(), now));
  }

  private static Optional<RejectReason> rejectTime(long eventTimeMs, Instant now) {
    return EventTimeBounds.DEFAULT.contains(eventTimeMs, now.toEpochMilli())
        ? Optional.empty()
        : Optional.of(RejectReason.EVENT_TIME_OUT_OF_RANGE);
  }

  private static Optional<RejectReason> reject(EventField field, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return field.required() ? Optional.of(RejectReason.MISSING_FIELD) : Optional.empty();
    }
    return switch (field.type()) {
      case STRING -> wrongUnless(value.isTextual());
      case BOOLEAN -> wrongUnless(value.isBoolean());
      default ->
          value.isNumber()
              ? rejectNumber(field, value.decimalValue())
              : Optional.of(RejectReason.WRONG_TYPE);
    };
  }

  private static Optional<RejectReason> wrongUnless(boolean right) {
    return right ? Optional.empty() : Optional.of(RejectReason.WRONG_TYPE);
  }

  private static Optional<RejectReason> rejectNumber(EventField field, BigDecimal value) {
    boolean whole = value.stripTrailingZeros().scale() <= 0;
    if (field.type() != ColumnType.DOUBLE && !whole) {
      return Optional.of(RejectReason.WRONG_TYPE);
    }
    boolean fits =
        field.type() == ColumnType.DOUBLE
            ? field.range().contains(value.doubleValue())
            : value.compareTo(BigDecimal.valueOf(field.range().min())) >= 0
                && value.compareTo(BigDecimal.valueOf(field.range().max())) <= 0;
    return fits ? Optional.empty() : Optional.of(RejectReason.OUT_OF_RANGE);
  }
}
