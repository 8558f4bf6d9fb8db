package dev.streamify.enrich.topology;

import dev.streamify.contract.TopicDefinition;
import java.util.Map;

/**
 * The largest record that each topic takes. A record that the broker refuses would abort its whole
 * transaction, again and again; so none is sent.
 *
 * @param maxBytes {@code max.message.bytes} by topic
 */
public record RecordLimits(Map<String, Integer> maxBytes) {
  /** What Kafka writes around key, value and headers of a record, at most, bytes. */
  private static final int FRAME_BYTES = 512;

  /** The limits that the contract's topics are created with. */
  public static final RecordLimits OF_CONTRACT = new RecordLimits(Map.of());

  /** Keeps a copy. */
  public RecordLimits {
    maxBytes = Map.copyOf(maxBytes);
  }

  /**
   * Bytes that key, value and headers of a record may have together: what the topic takes, and
   * never more than the contract allows.
   */
  int contentBytes(String topic) {
    int limit = maxBytes.getOrDefault(topic, TopicDefinition.MAX_DERIVED_RECORD_BYTES);
    return Math.min(limit, TopicDefinition.MAX_DERIVED_RECORD_BYTES) - FRAME_BYTES;
  }
}
