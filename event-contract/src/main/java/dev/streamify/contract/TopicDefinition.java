package dev.streamify.contract;

/**
 * A topic that the platform needs.
 *
 * @param name the topic's name
 * @param role what it is for
 */
public record TopicDefinition(String name, TopicRole role) {
  /**
   * The largest record on an enriched or dead-letter topic, in bytes. A raw record is at most 1 MiB
   * (Kafka's default) and grows by at most a factor of six (JSON inside a JSON string) on its way.
   */
  public static final int MAX_DERIVED_RECORD_BYTES = 8 * 1024 * 1024;
}
