package dev.streamify.k8s;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import java.util.Map;

/**
 * What is used of KEDA's resources, by hand from its documentation of 2.20, as it publishes no Java
 * model. Names are KEDA's.
 */
final class Keda {
  private Keda() {}

  record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, ScalingSpec spec) {
    record ScalingSpec(
        @JsonProperty(required = true) Target scaleTargetRef,
        int minReplicaCount,
        int maxReplicaCount,
        int pollingInterval,
        Advanced advanced,
        List<Trigger> triggers) {}

    record Target(String name) {}

    record Advanced(Hpa horizontalPodAutoscalerConfig) {}

    record Hpa(HorizontalPodAutoscalerBehavior behavior) {}

    record Trigger(String type, Map<String, String> metadata, Target authenticationRef) {}
  }

  record TriggerAuthentication(
      String apiVersion, String kind, ObjectMeta metadata, CredentialSpec spec) {
    record CredentialSpec(List<Parameter> configMapTargetRef, List<Parameter> secretTargetRef) {}

    record Parameter(String parameter, String name, String key) {}
  }
}
