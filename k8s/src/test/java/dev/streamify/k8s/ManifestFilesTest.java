package dev.streamify.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.contract.ColumnType;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventField;
import dev.streamify.contract.EventStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestFilesTest {
  private static final String REWRITE =
      "rewrite the files: mvn -q -pl k8s -am -Pwrite-manifests process-classes";

  @Test
  void theCommittedFilesAreWhatTheContractAndTheRulesSay() throws IOException {
    Map<Path, String> files = ManifestFiles.all(EventContract.standard(), SourceFiles.ROOT);

    assertThat(files).hasSize(5);
    files.forEach(
        (path, text) ->
            assertThat(SourceFiles.ROOT.resolve(path)).as(REWRITE).content().isEqualTo(text));
  }

  @Test
  void aFourthStreamGetsTopicsRightsAndATrigger() throws IOException {
    List<EventStream> streams = new ArrayList<>(EventContract.standard().streams());
    streams.add(
        new EventStream(
            "status_change_events",
            "A user changed the subscription.",
            List.of(
                EventField.required("ts", ColumnType.LONG, "Event time."),
                EventField.required("userId", ColumnType.LONG, "User."),
                EventField.required("itemInSession", ColumnType.INT, "Step.")),
            "ts",
            List.of("userId", "ts"),
            List.of("userId"),
            "itemInSession"));

    Map<Path, String> files = ManifestFiles.all(new EventContract(streams), SourceFiles.ROOT);

    assertThat(files.get(Path.of("k8s/base/kafka/topics.yml")))
        .contains("topicName: status_change_events\n")
        .contains("topicName: enriched_status_change_events\n")
        .contains("topicName: status_change_events_dead_letters\n")
        .contains("topicName: control_bronze_status_change_events\n");
    assertThat(files.get(Path.of("k8s/base/kafka/users.yml")))
        .contains("name: connect-bronze_status_change_events-coord,");
    assertThat(files.get(Path.of("k8s/base/enrich-streams/scaling.yml")))
        .contains("topic: status_change_events\n");
  }

  @Test
  void theWorkersMetricsHaveTheNamesOfTheirOneConfiguration() throws IOException {
    assertThat(SourceFiles.FOLDER.resolve("base/connect/jmx-exporter.yml"))
        .as("copy connect-config/jmx-exporter.yml")
        .content()
        .isEqualTo(Files.readString(SourceFiles.ROOT.resolve("connect-config/jmx-exporter.yml")));
  }

  @Test
  void theRulesReadAsResourcesAreTheRulesOfPrometheus() {
    var rules = Yaml.file(SourceFiles.ROOT.resolve(RuleManifest.SOURCE));
    var resource = Yaml.file(SourceFiles.FOLDER.resolve("base/monitoring/rules.yml"));

    assertThat(rules.path("groups")).isNotEmpty();
    assertThat(resource.path("spec")).isEqualTo(rules);
  }
}
