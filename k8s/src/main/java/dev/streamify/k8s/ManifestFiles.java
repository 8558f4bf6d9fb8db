package dev.streamify.k8s;

import dev.streamify.contract.EventContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the manifests that follow from the contract, and from the rules of Prometheus. */
public final class ManifestFiles {
  private static final String HEADER =
      """
      # Written from %s; never edit it. From the project's root:
      #   mvn -q -pl k8s -am -Pwrite-manifests process-classes
      """;

  private ManifestFiles() {}

  /**
   * Rewrites the files.
   *
   * @param args the project's root
   */
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    for (Map.Entry<Path, String> file : all(EventContract.standard(), root).entrySet()) {
      Files.createDirectories(root.resolve(file.getKey()).getParent());
      Files.writeString(root.resolve(file.getKey()), file.getValue());
    }
  }

  /** The files' texts by their paths below the root. */
  static Map<Path, String> all(EventContract contract, Path root) throws IOException {
    String fromContract = HEADER.formatted("the event contract");
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(
        Path.of("k8s/base/kafka/topics.yml"), fromContract + TopicManifests.of(contract).text());
    files.put(
        Path.of("k8s/base/kafka/users.yml"),
        fromContract + UserManifests.text(KafkaClients.ofPlatform(contract)));
    files.put(
        Path.of("k8s/overlays/local/event-sim/user.yml"),
        fromContract + UserManifests.text(KafkaClients.ofSimulator(contract)));
    files.put(
        Path.of("k8s/base/enrich-streams/scaling.yml"),
        fromContract + ScalingManifest.text(contract));
    files.put(
        Path.of("k8s/base/monitoring/rules.yml"),
        HEADER.formatted(RuleManifest.SOURCE) + RuleManifest.text(root));
    return files;
  }
}
