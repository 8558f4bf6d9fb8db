package dev.streamify.contract;

import java.util.Map;

/** What a topic is for, and the broker settings that its role calls for. */
public enum TopicRole {
  /** Written by producers. Not transactional, so its offsets have no holes. */
  RAW,
  /** Valid events with the added fields; larger than the raw record by what is added. */
  ENRICHED,
  /** Rejected records; the envelope is larger than the raw record. */
  DEAD_LETTERS,
  /** Where a sink's tasks agree on commits. */
  CONTROL;

  /**
   * Broker settings of topics of this role, by Kafka's own names.
   *
   * <p>Control topics have no retention: what retention deletes before the coordinator has read it
   * is lost from the table (apache/iceberg#17551).
   */
  public Map<String, String> settings() {
    return switch (this) {
      case RAW -> Map.of();
      case ENRICHED, DEAD_LETTERS ->
          Map.of("max.message.bytes", Integer.toString(TopicDefinition.MAX_DERIVED_RECORD_BYTES));
      case CONTROL ->
          Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");
    };
  }

  /** Whether more partitions mean more throughput; control topics have exactly one. */
  public boolean isPartitioned() {
    return this != CONTROL;
  }
}
