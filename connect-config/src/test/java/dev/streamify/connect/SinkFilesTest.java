package dev.streamify.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.contract.ColumnType;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventField;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.SinkDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.iceberg.connect.IcebergSinkConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SinkFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("sinks");

  static List<SinkDefinition> sinks() {
    return EventContract.standard().sinks();
  }

  @ParameterizedTest
  @MethodSource("sinks")
  void theCommittedFileIsWhatTheContractSays(SinkDefinition sink) throws IOException {
    assertThat(FOLDER.resolve(sink.connectorName() + ".json"))
        .as("rewrite the files: mvn -q -pl connect-config -am -Pwrite-sinks process-classes")
        .content()
        .isEqualTo(SinkConfiguration.of(sink).toJson());
  }

  @Test
  void thereIsNoFileWithoutASink() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              sinks().stream().map(sink -> sink.connectorName() + ".json").toList());
    }
  }

  @ParameterizedTest
  @MethodSource("sinks")
  void icebergItselfReadsTheFileAsMeant(SinkDefinition sink) throws IOException {
    IcebergSinkConfig config = new IcebergSinkConfig(settings(sink));

    assertThat(config.tables()).containsExactly(sink.table().qualifiedName());
    assertThat(config.controlTopic()).isEqualTo(sink.controlTopic());
    assertThat(config.connectGroupId()).isEqualTo(sink.consumerGroup());
    assertThat(config.catalogName()).isEqualTo("lakehouse");
    assertThat(config.commitMaxConsecutiveFailures()).isEqualTo(10);
    assertThat(config.commitIntervalMs()).isEqualTo(5_000);
    assertThat(config.commitTimeoutMs()).isBetween(3_000, 5_000);
    assertThat(config.autoCreateEnabled()).isFalse();
    assertThat(config.evolveSchemaEnabled()).isFalse();
    assertThat(config.kafkaProps()).containsEntry("auto.offset.reset", "earliest");
  }

  @ParameterizedTest
  @MethodSource("sinks")
  void onlyCommittedRecordsOfTheSinksTopicsAreRead(SinkDefinition sink) throws IOException {
    assertThat(settings(sink))
        .containsEntry("topics", String.join(",", sink.topics()))
        .containsEntry("consumer.override.isolation.level", "read_committed");
  }

  @ParameterizedTest
  @MethodSource("sinks")
  void noFileHoldsASecretOrAnAddress(SinkDefinition sink) throws IOException {
    settings(sink)
        .forEach(
            (name, value) -> {
              if (name.matches(
                  ".*(password|secret|credential|access-key|uri|endpoint|servers|warehouse).*")) {
                assertThat(value).as(name).matches("\\$\\{env:[A-Z0-9_]+}");
              }
            });
  }

  @Test
  void everyVariableOfTheFilesIsDocumentedAndNoOther() throws IOException {
    Set<String> used = new TreeSet<>();
    for (SinkDefinition sink : sinks()) {
      settings(sink).values().forEach(value -> addMatches("\\$\\{env:([A-Z0-9_]+)}", value, used));
    }
    Set<String> documented = new TreeSet<>();
    addMatches(
        "`((?:STREAMIFY|KAFKA)_[A-Z0-9_]+)`", Files.readString(Path.of("README.md")), documented);

    assertThat(documented).isEqualTo(used);
  }

  private static void addMatches(String pattern, String text, Set<String> found) {
    Pattern.compile(pattern).matcher(text).results().forEach(match -> found.add(match.group(1)));
  }

  @Test
  void aFourthStreamGetsItsSinkFromTheContract(@TempDir Path folder) throws IOException {
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

    SinkFiles.write(new EventContract(streams), folder);

    JsonNode sink = JSON.readTree(folder.resolve("bronze_status_change_events.json").toFile());
    assertThat(sink.path("name").asText()).isEqualTo("bronze_status_change_events");
    assertThat(sink.path("config").path("topics").asText())
        .isEqualTo("enriched_status_change_events");
    assertThat(sink.path("config").path("iceberg.tables").asText())
        .isEqualTo("streamify.bronze_status_change_events");
    assertThat(sink.path("config").path("iceberg.control.topic").asText())
        .isEqualTo("control_bronze_status_change_events");
    assertThat(folder.resolve("bronze_dead_letters.json"))
        .content()
        .contains("status_change_events_dead_letters");
  }

  private static Map<String, String> settings(SinkDefinition sink) throws IOException {
    JsonNode file = JSON.readTree(FOLDER.resolve(sink.connectorName() + ".json").toFile());
    Map<String, String> settings =
        JSON.convertValue(file.path("config"), new TypeReference<Map<String, String>>() {});
    settings.put("name", file.path("name").asText());
    return settings;
  }
}
