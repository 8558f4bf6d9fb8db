package dev.streamify.k8s;

import java.util.List;
import java.util.Map;

/** Where the Connect workers keep what they know of each other and of the sinks. */
final class ConnectStorage {
  static final String GROUP = "streamify-connect";
  static final String CONFIGS = "streamify-connect-configs";
  static final String OFFSETS = "streamify-connect-offsets";
  static final String STATUS = "streamify-connect-status";

  private ConnectStorage() {}

  /** The topics, with the partitions that Connect itself would give them. */
  static List<TopicManifests.Topic> topics() {
    Map<String, String> compacted = Map.of("cleanup.policy", "compact");
    return List.of(
        new TopicManifests.Topic(CONFIGS, 1, compacted),
        new TopicManifests.Topic(OFFSETS, 25, compacted),
        new TopicManifests.Topic(STATUS, 5, compacted));
  }
}
