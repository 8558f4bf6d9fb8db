package dev.streamify.contract;

import java.util.List;

/**
 * One connector: which topics it carries into which table.
 *
 * @param table the table that it appends to
 * @param topics the topics that it reads
 */
public record SinkDefinition(TableDefinition table, List<String> topics) {

  /** Refuses a sink that reads nothing. */
  public SinkDefinition {
    topics = List.copyOf(topics);
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("the sink of %s reads no topic".formatted(table.name()));
    }
  }

  /** The connector's name: the table's, so that lag, state and rows are found under one name. */
  public String connectorName() {
    return table.name();
  }

  /** The consumer group that Connect gives the connector. */
  public String consumerGroup() {
    return "connect-" + connectorName();
  }

  /** The group that the connector's coordinator reads the control topic with. */
  public String coordinatorGroup() {
    return consumerGroup() + "-coord";
  }

  /** The topic over which the connector's tasks agree on a commit; one per connector. */
  public String controlTopic() {
    return "control_" + connectorName();
  }
}
