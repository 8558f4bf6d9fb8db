package dev.streamify.k8s;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import java.util.stream.Collectors;

/**
 * Replicas of enrich-streams by what waits in its raw topics: one trigger for each, the greatest
 * wish wins.
 */
final class ScalingManifest {
  /** With a namespace, as KEDA asks from one of its own. */
  static final String BOOTSTRAP = "streamify-kafka-bootstrap.streamify.svc:9093";

  static final int MIN_REPLICAS = 2;

  /** Records that one replica works off in a few seconds: below it, nobody waits. */
  static final int LAG_PER_REPLICA = 200_000;

  private ScalingManifest() {}

  static String text(EventContract contract) {
    return """
        ---
        apiVersion: keda.sh/v1alpha1
        kind: ScaledObject
        metadata:
          name: enrich-streams
        spec:
          scaleTargetRef:
            name: enrich-streams
          minReplicaCount: %d
          # The partitions of a raw topic: further replicas would have no work.
          maxReplicaCount: %d
          pollingInterval: 15
          advanced:
            horizontalPodAutoscalerConfig:
              behavior:
                # Every change moves partitions, which then wait for some seconds.
                scaleUp:
                  stabilizationWindowSeconds: 30
                scaleDown:
                  stabilizationWindowSeconds: 600
          triggers:
        """
            .formatted(MIN_REPLICAS, TopicManifests.PARTITIONS)
        + contract.streams().stream().map(ScalingManifest::text).collect(Collectors.joining());
  }

  private static String text(EventStream stream) {
    return """
            - type: kafka
              metadata:
                bootstrapServers: %s
                consumerGroup: %s
                topic: %s
                lagThreshold: "%d"
                offsetResetPolicy: earliest
                # Of the protocol: what KEDA takes without it is so old that brokers may refuse it.
                version: 3.6.0
              authenticationRef:
                name: kafka-scaler
        """
        .formatted(BOOTSTRAP, KafkaClients.ENRICH, stream.rawTopic(), LAG_PER_REPLICA);
  }
}
