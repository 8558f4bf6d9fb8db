package dev.streamify.k8s;

import java.util.List;
import java.util.stream.Collectors;

/** Kafka's clients as resources of Strimzi's user operator, which makes their passwords. */
final class UserManifests {
  private UserManifests() {}

  static String text(List<KafkaClient> clients) {
    return clients.stream().map(UserManifests::text).collect(Collectors.joining());
  }

  private static String text(KafkaClient client) {
    return """
        ---
        apiVersion: kafka.strimzi.io/v1
        kind: KafkaUser
        metadata:
          name: %s
          labels:
            strimzi.io/cluster: %s
        spec:
          authentication:
            type: scram-sha-512
          authorization:
            type: simple
            acls:
        """
            .formatted(client.name(), TopicManifests.CLUSTER)
        + client.rights().stream().map(UserManifests::text).collect(Collectors.joining());
  }

  private static String text(KafkaClient.Right right) {
    return """
              - resource: {type: %s, name: %s, patternType: %s}
                operations: [%s]
        """
        .formatted(
            right.resource().type(),
            right.name(),
            right.prefix() ? "prefix" : "literal",
            right.operations().stream().map(Enum::name).collect(Collectors.joining(", ")));
  }
}
