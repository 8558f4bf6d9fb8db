package dev.streamify.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.k8s.Rendering.Overlay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a resource names exists, or the documentation asks for it. */
@ExtendWith(Overlays.Resolver.class)
class ReferencesTest {
  private static final String CA = "streamify-cluster-ca-cert";

  private final Overlays overlays;

  ReferencesTest(Overlays overlays) {
    this.overlays = overlays;
  }

  @ParameterizedTest
  @EnumSource
  void everySecretIsMadeByAnOperatorOrTheOverlayOrListedInTheDocs(Overlay overlay) {
    Resources resources = overlays.get(overlay);
    Set<String> known = names(resources, "KafkaUser");
    known.addAll(names(resources, "Secret"));
    known.add(CA);
    if (overlay == Overlay.PRODUCTION) {
      known.addAll(documentedSecrets().keySet());
    }

    assertThat(referredTo(resources, "secret")).isNotEmpty().isSubsetOf(known);
  }

  @ParameterizedTest
  @EnumSource(names = "LOCAL")
  void theLocalSecretsHaveTheKeysThatTheDocsAskForInProduction(Overlay overlay) {
    Resources resources = overlays.get(overlay);

    assertThat(documentedSecrets())
        .isNotEmpty()
        .allSatisfy(
            (name, keys) ->
                assertThat(Resources.texts(resources.get("Secret", name).at("/data")).keySet())
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(keys));
  }

  @ParameterizedTest
  @EnumSource
  void everyConfigMapExistsWithTheKeysThatAreAskedFor(Overlay overlay) {
    Resources resources = overlays.get(overlay);

    assertThat(referredTo(resources, "configMap"))
        .isNotEmpty()
        .isSubsetOf(names(resources, "ConfigMap"));
    for (Manifest manifest : resources.all()) {
      walk(
          manifest.node(),
          (field, value) -> {
            if (field.equals("configMapKeyRef")) {
              assertThat(
                      resources
                          .get("ConfigMap", value.path("name").asText())
                          .at("/data")
                          .has(value.path("key").asText()))
                  .as("%s: %s", manifest, value)
                  .isTrue();
            }
          });
    }
    assertThat(resources.find("ConfigMap", "spark-executor"))
        .as("executor-pod.yml names it")
        .isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void everyServiceAccountExists(Overlay overlay) {
    Resources resources = overlays.get(overlay);
    Set<String> accounts = names(resources, "ServiceAccount");

    assertThat(resources.workloads())
        .isNotEmpty()
        .allSatisfy(
            workload ->
                assertThat(workload.spec().path("serviceAccountName").asText("default"))
                    .as(workload.name())
                    .satisfiesAnyOf(
                        account -> assertThat(account).isEqualTo("default"),
                        account -> assertThat(accounts).contains(account)));
    assertThat(
            resources.get("ConfigMap", sparkMap(resources)).at("/data/spark.properties").asText())
        .contains("spark.kubernetes.authenticate.executor.serviceAccountName=spark-executor\n");
    assertThat(resources.get("RoleBinding", "spark-connect").at("/subjects/0/name").asText())
        .isEqualTo(resources.workload("spark-connect").spec().path("serviceAccountName").asText());
  }

  @ParameterizedTest
  @EnumSource
  void everyServiceFindsAPodThatListensOnItsPorts(Overlay overlay) {
    Resources resources = overlays.get(overlay);

    assertThat(resources.ofKind("Service"))
        .isNotEmpty()
        .allSatisfy(
            service -> {
              Workload workload = selected(resources, service.at("/spec/selector"));
              assertThat(Resources.elements(service.at("/spec/ports")))
                  .isNotEmpty()
                  .allSatisfy(
                      port ->
                          assertThat(workload.port(port.path("targetPort")))
                              .as("%s: %s", service, port)
                              .isEqualTo(port.path("port").asInt()));
            });
  }

  @ParameterizedTest
  @EnumSource
  void everySelectorMatchesItsOwnPodsAndNoOther(Overlay overlay) {
    Resources resources = overlays.get(overlay);

    assertThat(resources.all().stream().filter(m -> m.is("Deployment") || m.is("StatefulSet")))
        .allSatisfy(
            owner ->
                assertThat(selected(resources, owner.at("/spec/selector/matchLabels")).name())
                    .isEqualTo(owner.name()));
    assertThat(resources.ofKind("PodDisruptionBudget"))
        .hasSize(2)
        .allSatisfy(
            budget ->
                assertThat(selected(resources, budget.at("/spec/selector/matchLabels")).name())
                    .isEqualTo(budget.name()));
    assertThat(resources.get("ScaledObject", "enrich-streams").at("/spec/scaleTargetRef/name"))
        .hasToString("\"enrich-streams\"");
    assertThat(resources.get("Deployment", "enrich-streams").at("/spec/replicas").isMissingNode())
        .as("applying it must not undo what KEDA has set")
        .isTrue();
  }

  private static Workload selected(Resources resources, JsonNode selector) {
    Map<String, String> wanted = Resources.texts(selector);
    assertThat(wanted).isNotEmpty();
    List<Workload> found =
        resources.workloads().stream()
            .filter(workload -> workload.labels().entrySet().containsAll(wanted.entrySet()))
            .toList();
    assertThat(found).as("%s", wanted).hasSize(1);
    return found.get(0);
  }

  private static String sparkMap(Resources resources) {
    return Resources.elements(resources.workload("spark-connect").spec().path("volumes"))
        .map(volume -> volume.at("/configMap/name").asText())
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> names(Resources resources, String kind) {
    return resources
        .ofKind(kind)
        .map(Manifest::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names in references to Secrets or ConfigMaps, however the field is called. */
  private static Set<String> referredTo(Resources resources, String what) {
    Set<String> names = new TreeSet<>();
    Pattern field =
        Pattern.compile(what + "(Ref|KeyRef|TargetRef)?|trustedCertificates|passwordSecret");
    for (Manifest manifest : resources.all()) {
      walk(
          manifest.node(),
          (name, value) -> {
            if (field.matcher(name).matches()) {
              List<JsonNode> references = new ArrayList<>();
              if (value.isArray()) {
                value.forEach(references::add);
              } else {
                references.add(value);
              }
              references.forEach(
                  reference -> {
                    String key =
                        what.equals("secret") && reference.has("secretName")
                            ? "secretName"
                            : "name";
                    boolean other = what.equals("configMap") && reference.has("secretName");
                    if (!other && reference.has(key)) {
                      names.add(reference.path(key).asText());
                    }
                  });
            }
          });
    }
    return names;
  }

  private static void walk(JsonNode node, BiConsumer<String, JsonNode> visitor) {
    node.properties()
        .forEach(
            entry -> {
              visitor.accept(entry.getKey(), entry.getValue());
              walk(entry.getValue(), visitor);
            });
    if (node.isArray()) {
      node.forEach(element -> walk(element, visitor));
    }
  }

  /** The table of the docs: names and keys. */
  private static Map<String, Set<String>> documentedSecrets() {
    String docs = Yaml.text(SourceFiles.ROOT.resolve("docs/kubernetes.md"));
    return Pattern.compile("(?m)^\\| `(streamify-[a-z-]+)` \\| ([^|]+) \\|")
        .matcher(docs)
        .results()
        .collect(Collectors.toMap(match -> match.group(1), match -> keys(match.group(2))));
  }

  private static Set<String> keys(String cell) {
    return Pattern.compile("`([^`]+)`")
        .matcher(cell)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toSet());
  }
}
