package dev.streamify.batch.replay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Where a record of the raw topic was replayed from, which is what tells after a crash that a
 * letter was sent. Topics may be made anew and offsets begin again, so the payload counts too.
 *
 * @param topic the dead-letter topic
 * @param partition its partition
 * @param offset the offset there
 * @param payloadHash of the raw record's value
 */
record LetterOrigin(String topic, int partition, long offset, int payloadHash) {
  /** The header that replayed records carry: {@code topic/partition/offset}, UTF-8. */
  static final String HEADER = "streamify_replayed_from";

  /** Of a letter that is about to be sent. */
  static LetterOrigin of(ConsumerRecord<byte[], byte[]> letter, byte[] payload) {
    return new LetterOrigin(
        letter.topic(), letter.partition(), letter.offset(), Arrays.hashCode(payload));
  }

  /** Of a record of the raw topic; absent when it was not replayed. */
  static Optional<LetterOrigin> ofRaw(ConsumerRecord<byte[], byte[]> raw) {
    Header header = raw.headers().lastHeader(HEADER);
    if (header == null || header.value() == null) {
      return Optional.empty();
    }
    String text = new String(header.value(), StandardCharsets.UTF_8);
    int second = text.lastIndexOf('/');
    int first = text.lastIndexOf('/', second - 1);
    if (first <= 0) {
      return Optional.empty();
    }
    OptionalLong partition = number(text.substring(first + 1, second));
    OptionalLong offset = number(text.substring(second + 1));
    return partition.isEmpty() || offset.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LetterOrigin(
                text.substring(0, first),
                (int) partition.getAsLong(),
                offset.getAsLong(),
                Arrays.hashCode(raw.value())));
  }

  private static OptionalLong number(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** As it stands in the header. */
  byte[] header() {
    return "%s/%d/%d".formatted(topic, partition, offset).getBytes(StandardCharsets.UTF_8);
  }
}
