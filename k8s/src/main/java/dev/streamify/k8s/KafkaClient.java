package dev.streamify.k8s;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A process that talks to Kafka, and what it may do there: everything else is refused.
 *
 * @param name the process, which is the user's name and that of the Secret with its password
 * @param rights what it may do
 */
record KafkaClient(String name, List<Right> rights) {

  /** What a right is about, by Strimzi's names. */
  enum Resource {
    TOPIC("topic"),
    GROUP("group"),
    TRANSACTIONAL_ID("transactionalId");

    private final String type;

    Resource(String type) {
      this.type = type;
    }

    String type() {
      return type;
    }
  }

  /** By Kafka's names. */
  enum Operation {
    Describe,
    DescribeConfigs,
    Read,
    Write,
    Delete
  }

  /**
   * One right.
   *
   * @param prefix whether the name is the beginning of many names
   */
  record Right(Resource resource, String name, boolean prefix, List<Operation> operations) {
    Right {
      operations = operations.stream().sorted().toList();
    }
  }

  /** Keeps its own copy. */
  KafkaClient {
    rights = List.copyOf(rights);
  }

  /** Collects rights. */
  static final class Builder {
    private final String name;
    private final List<Right> rights = new ArrayList<>();

    Builder(String name) {
      this.name = name;
    }

    Builder topics(List<String> names, Operation... operations) {
      names.forEach(topic -> add(Resource.TOPIC, topic, false, operations));
      return this;
    }

    Builder groups(List<String> names, Operation... operations) {
      names.forEach(group -> add(Resource.GROUP, group, false, operations));
      return this;
    }

    Builder groupPrefix(String prefix, Operation... operations) {
      return add(Resource.GROUP, prefix, true, operations);
    }

    Builder transactionalIdPrefix(String prefix) {
      return add(Resource.TRANSACTIONAL_ID, prefix, true, Operation.Describe, Operation.Write);
    }

    private Builder add(Resource resource, String what, boolean prefix, Operation... operations) {
      rights.add(new Right(resource, what, prefix, Arrays.asList(operations)));
      return this;
    }

    KafkaClient build() {
      return new KafkaClient(name, rights);
    }
  }
}
