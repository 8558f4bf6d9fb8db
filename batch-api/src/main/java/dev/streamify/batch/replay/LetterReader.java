package dev.streamify.batch.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.batch.replay.Letter.Cause;
import dev.streamify.batch.replay.Letter.NotReplayable;
import dev.streamify.contract.DeadLetter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads envelopes as enrich-streams writes them. */
final class LetterReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How the message of an envelope ends whose payload did not fit: bytes kept, bytes in all. */
  private static final Pattern CUT =
      Pattern.compile("\\(payload cut to (\\d{1,10}) of \\d{1,10} bytes\\)$");

  private LetterReader() {}

  /** What the value of a dead letter's record is. */
  static Letter read(byte[] value) {
    JsonNode envelope = parsed(value);
    String reason = envelope.path(DeadLetter.REASON).asText(Letter.UNKNOWN_REASON);
    if (!envelope.isObject() || !envelope.path(DeadLetter.MESSAGE).isTextual()) {
      return new NotReplayable(reason, Cause.UNREADABLE);
    }
    JsonNode text = envelope.path(DeadLetter.PAYLOAD);
    if (!text.isTextual()) {
      return new NotReplayable(reason, Cause.NO_PAYLOAD);
    }
    return decoded(text.asText(), envelope.path(DeadLetter.PAYLOAD_ENCODING).asText())
        .map(payload -> letter(envelope, reason, payload))
        .orElseGet(() -> new NotReplayable(reason, Cause.UNREADABLE));
  }

  private static Letter letter(JsonNode envelope, String reason, byte[] payload) {
    if (isCut(envelope.path(DeadLetter.MESSAGE).asText(), payload)) {
      return new NotReplayable(reason, Cause.CUT);
    }
    JsonNode partition = envelope.path(DeadLetter.SOURCE_PARTITION);
    return new Letter.Replayable(
        reason,
        ByteBuffer.wrap(payload),
        partition.isInt() ? OptionalInt.of(partition.intValue()) : OptionalInt.empty(),
        timestamp(envelope.path(DeadLetter.SOURCE_TIMESTAMP).asText()));
  }

  private static JsonNode parsed(byte[] value) {
    try {
      return value == null ? JSON.missingNode() : JSON.readTree(value);
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }

  private static Optional<byte[]> decoded(String text, String encoding) {
    return switch (encoding) {
      case DeadLetter.ENCODING_UTF8 -> Optional.of(text.getBytes(StandardCharsets.UTF_8));
      case DeadLetter.ENCODING_BASE64 -> base64(text);
      default -> Optional.empty();
    };
  }

  private static Optional<byte[]> base64(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  // A message may quote a value that looks the same; that this value is as long, too, is unlikely.
  private static boolean isCut(String message, byte[] payload) {
    Matcher cut = CUT.matcher(message);
    return cut.find() && Long.parseLong(cut.group(1)) == payload.length;
  }

  private static Optional<Long> timestamp(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text).toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
