package dev.streamify.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether NetworkPolicies let a connection through. Of selectors it knows {@code matchLabels} and
 * {@code In}; of peers, pods, namespaces by label, and address ranges as "outside of the cluster".
 *
 * @param policies all policies of the namespace
 */
record NetworkFlows(List<Manifest> policies) {
  /**
   * One end of a connection.
   *
   * @param name for messages
   * @param labels the pod's; empty outside of the cluster
   * @param namespace labels of another namespace; absent for this one
   */
  record End(String name, Map<String, String> labels, Optional<Map<String, String>> namespace) {
    static End pod(String name, Map<String, String> labels) {
      return new End(name, labels, Optional.empty());
    }

    static End elsewhere(String namespace, Map<String, String> labels) {
      return new End(
          namespace, labels, Optional.of(Map.of("kubernetes.io/metadata.name", namespace)));
    }

    static End outside() {
      return new End("outside", Map.of(), Optional.of(Map.of()));
    }

    boolean isHere() {
      return namespace.isEmpty();
    }
  }

  /** Keeps its own copy. */
  NetworkFlows {
    policies = List.copyOf(policies);
  }

  boolean allows(End from, End to, int port) {
    return (!from.isHere() || allows("Egress", "egress", "to", from, to, port))
        && (!to.isHere() || allows("Ingress", "ingress", "from", to, from, port));
  }

  private boolean allows(String type, String rules, String peers, End here, End there, int port) {
    List<Manifest> deciding =
        policies.stream()
            .filter(policy -> texts(policy.at("/spec/policyTypes")).contains(type))
            .filter(policy -> matches(policy.at("/spec/podSelector"), here.labels()))
            .toList();
    return deciding.isEmpty()
        || deciding.stream()
            .flatMap(policy -> Resources.elements(policy.at("/spec/" + rules)))
            .filter(rule -> isPort(rule.path("ports"), port))
            .anyMatch(rule -> isPeer(rule.path(peers), there));
  }

  private static boolean isPort(JsonNode ports, int port) {
    return Resources.elements(ports).anyMatch(wanted -> wanted.path("port").asInt() == port);
  }

  private static boolean isPeer(JsonNode peers, End there) {
    return peers.isMissingNode()
        || Resources.elements(peers).anyMatch(peer -> peerOf(there).test(peer));
  }

  private static Predicate<JsonNode> peerOf(End there) {
    return peer -> {
      if (peer.has("ipBlock")) {
        return there.name().equals("outside");
      }
      boolean pod = !peer.has("podSelector") || matches(peer.path("podSelector"), there.labels());
      return there
              .namespace()
              .map(
                  labels ->
                      peer.has("namespaceSelector")
                          && matches(peer.path("namespaceSelector"), labels))
              .orElseGet(() -> !peer.has("namespaceSelector"))
          && pod;
    };
  }

  private static boolean matches(JsonNode selector, Map<String, String> labels) {
    return labels.entrySet().containsAll(Resources.texts(selector.path("matchLabels")).entrySet())
        && Resources.elements(selector.path("matchExpressions"))
            .allMatch(
                expression ->
                    expression.path("operator").asText().equals("In")
                        && texts(expression.path("values"))
                            .contains(labels.get(expression.path("key").asText())));
  }

  private static Set<String> texts(JsonNode array) {
    return Resources.elements(array).map(JsonNode::asText).collect(Collectors.toSet());
  }
}
