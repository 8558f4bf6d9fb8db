package dev.streamify.bootstrap.topics;

import dev.streamify.bootstrap.base.Patience;
import java.util.Map;
import java.util.Optional;

/** What topics are there, for those who need them. */
public final class TopicLook implements AutoCloseable {
  private final Topics topics;

  private TopicLook(Topics topics) {
    this.topics = topics;
  }

  /** Connects as soon as a broker answers. */
  public static TopicLook connect(Map<String, Object> client, Patience patience) {
    return new TopicLook(Topics.connect(client, patience));
  }

  /** Whether there is a topic of that name. */
  public boolean exists(String topic) {
    return topics.names().contains(topic);
  }

  /** The topic's settings by Kafka's names; none: there is no such topic. */
  public Optional<Map<String, String>> settings(String topic) {
    return exists(topic) ? Optional.of(topics.settings(topic)) : Optional.empty();
  }

  @Override
  public void close() {
    topics.close();
  }
}
