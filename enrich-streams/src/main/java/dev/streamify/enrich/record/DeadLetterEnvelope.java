package dev.streamify.enrich.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.streamify.contract.DeadLetter;
import dev.streamify.enrich.record.EnrichmentResult.Rejected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Writes the envelope of a rejected record: flat JSON with the columns of {@link DeadLetter}. */
public final class DeadLetterEnvelope {
  private static final JsonFactory JSON = new JsonFactory();

  /** Room for everything but the payload, bytes; the message is shortened to fit. */
  private static final int FRAME_BYTES = 16 * 1024;

  private static final int MAX_MESSAGE_CHARS = 1_000;

  /** What a byte of text grows to at most: a control character written as an escape. */
  private static final int MAX_GROWTH = 6;

  private DeadLetterEnvelope() {}

  /**
   * The envelope as JSON in UTF-8.
   *
   * @param stream name of the stream and its raw topic
   * @param raw the record as it came
   * @param rejected what was wrong with it
   * @param nowMs the clock, epoch milliseconds, UTC
   * @param maxBytes what the envelope may take at most; a payload that does not fit is cut, and the
   *     message says so
   */
  public static byte[] write(
      String stream, RawRecord raw, Rejected rejected, long nowMs, int maxBytes) {
    String message = shortened(rejected.message());
    Rejected shown = new Rejected(rejected.reason(), message);
    byte[] whole = write(stream, raw, Payload.of(raw.value()), shown, nowMs);
    if (whole.length <= maxBytes) {
      return whole;
    }
    int kept = Math.max(0, maxBytes - FRAME_BYTES) / MAX_GROWTH;
    Payload cut = Payload.cut(raw.value(), kept);
    String cutMessage =
        "%s (payload cut to %d of %d bytes)".formatted(message, cut.bytes(), raw.value().length);
    return write(stream, raw, cut, new Rejected(rejected.reason(), cutMessage), nowMs);
  }

  private static byte[] write(
      String stream, RawRecord raw, Payload payload, Rejected rejected, long nowMs) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(payload.text().length() + 512);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField(DeadLetter.STREAM, stream);
      json.writeStringField(DeadLetter.REASON, rejected.reason().name());
      json.writeStringField(DeadLetter.MESSAGE, rejected.message());
      if (raw.value() != null) {
        json.writeStringField(DeadLetter.PAYLOAD, payload.text());
        json.writeStringField(DeadLetter.PAYLOAD_ENCODING, payload.encoding());
      }
      json.writeStringField(DeadLetter.SOURCE_TOPIC, stream);
      json.writeNumberField(DeadLetter.SOURCE_PARTITION, raw.partition());
      json.writeNumberField(DeadLetter.SOURCE_OFFSET, raw.offset());
      if (raw.timestampMs() >= 0 && UtcText.isWritable(raw.timestampMs())) {
        json.writeStringField(DeadLetter.SOURCE_TIMESTAMP, instant(raw.timestampMs()));
      }
      json.writeStringField(DeadLetter.REJECTED_AT, instant(nowMs));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory can not fail", e);
    }
    return out.toByteArray();
  }

  private static String instant(long epochMs) {
    ByteWriter text = new ByteWriter();
    new UtcText().writeInstant(epochMs, text);
    return new String(text.toByteArray(), StandardCharsets.US_ASCII);
  }

  /** Cut between code points; messages of exceptions that nobody foresaw may have any length. */
  private static String shortened(String message) {
    if (message.length() <= MAX_MESSAGE_CHARS) {
      return message;
    }
    int end = MAX_MESSAGE_CHARS;
    return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end);
  }

  /** The raw value as it stands in the envelope. */
  private record Payload(String text, String encoding, int bytes) {

    static Payload of(byte[] value) {
      if (value == null) {
        return new Payload("", DeadLetter.ENCODING_UTF8, 0);
      }
      return Utf8.isValid(value)
          ? new Payload(
              new String(value, StandardCharsets.UTF_8), DeadLetter.ENCODING_UTF8, value.length)
          : new Payload(
              Base64.getEncoder().encodeToString(value), DeadLetter.ENCODING_BASE64, value.length);
    }

    /** The first bytes of it, in the encoding that the whole value calls for. */
    static Payload cut(byte[] value, int maxBytes) {
      if (value == null || value.length <= maxBytes) {
        return of(value);
      }
      if (Utf8.isValid(value)) {
        return of(Arrays.copyOf(value, Utf8.cut(value, maxBytes)));
      }
      byte[] start = Arrays.copyOf(value, maxBytes);
      return new Payload(
          Base64.getEncoder().encodeToString(start), DeadLetter.ENCODING_BASE64, maxBytes);
    }
  }
}
