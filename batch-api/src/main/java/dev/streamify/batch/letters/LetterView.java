package dev.streamify.batch.letters;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A record that enrichment rejected.
 *
 * @param stream the stream that it was meant for
 * @param reason stable code of the reason
 * @param message what was wrong, with the value
 * @param rejectedAt when it was rejected, UTC
 * @param sourceTopic the raw topic
 * @param sourcePartition the raw topic's partition
 * @param sourceOffset the offset in that partition
 * @param sourceTimestamp the raw record's timestamp, UTC; absent when it had none
 * @param payload the record's value as it came, its first 16,384 characters; absent when it had
 *     none
 * @param payloadEncoding utf8, or base64 when the value is not UTF-8 text
 * @param payloadCharacters how long the whole payload is
 */
public record LetterView(
    String stream,
    @Schema(examples = "WRONG_TYPE") String reason,
    String message,
    Instant rejectedAt,
    String sourceTopic,
    int sourcePartition,
    long sourceOffset,
    Optional<Instant> sourceTimestamp,
    Optional<String> payload,
    @Schema(examples = "utf8") String payloadEncoding,
    int payloadCharacters) {
  /** Longest payload told, in characters. */
  public static final int MAX_PAYLOAD = 16_384;
}
