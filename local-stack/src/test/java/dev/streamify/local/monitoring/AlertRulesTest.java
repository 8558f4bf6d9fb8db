package dev.streamify.local.monitoring;

import static dev.streamify.local.monitoring.MonitoringFiles.PROMETHEUS;
import static dev.streamify.local.monitoring.MonitoringFiles.ROOT;
import static dev.streamify.local.monitoring.MonitoringFiles.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertRulesTest {
  private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

  @TempDir Path folder;

  @Test
  void promtoolAcceptsTheConfigurationAndTheRules() throws Exception {
    promtool("check", "config", "prometheus.yml");
    promtool("check", "rules", "rules/streamify.yml");
  }

  @Test
  void everyAlertFiresKeepsQuietAndResolves() throws Exception {
    promtool("test", "rules", "rules/streamify_test.yml");
  }

  @Test
  void everyAlertIsTestedToFireAndNotToFire() {
    Set<String> fires = new HashSet<>();
    Set<String> keepsQuiet = new HashSet<>();
    for (JsonNode test :
        MonitoringFiles.yaml(PROMETHEUS.resolve("rules/streamify_test.yml")).path("tests")) {
      for (JsonNode check : test.path("alert_rule_test")) {
        (check.path("exp_alerts").isEmpty() ? keepsQuiet : fires).add(text(check, "alertname"));
      }
    }
    assertThat(fires).isEqualTo(names());
    assertThat(keepsQuiet).isEqualTo(names());
  }

  @Test
  void everyAlertHasASeverityASummaryAndAChapterInTheRunbook() throws IOException {
    List<JsonNode> alerts = MonitoringFiles.alerts();
    assertThat(alerts).hasSizeGreaterThan(20);
    Set<String> anchors = anchors();
    for (JsonNode alert : alerts) {
      String name = text(alert, "alert");
      assertThat(text(alert.path("labels"), "severity")).as(name).isIn("critical", "warning");
      assertThat(text(alert.path("annotations"), "summary")).as(name).hasSizeGreaterThan(10);
      String anchor = name.toLowerCase(Locale.ROOT);
      assertThat(text(alert.path("annotations"), "runbook_url"))
          .isEqualTo("docs/operations.md#" + anchor);
      assertThat(anchors).as("headings of docs/operations.md").contains(anchor);
    }
    assertThat(names()).hasSameSizeAs(alerts);
  }

  @Test
  void whatIsCriticalIsToldWithinAMinute() {
    for (JsonNode alert : MonitoringFiles.alerts()) {
      if (text(alert.path("labels"), "severity").equals("critical")) {
        assertThat(alert.path("for").asText("0s")).as(text(alert, "alert")).isIn("0s", "15s");
      }
    }
  }

  private static Set<String> names() {
    return MonitoringFiles.alerts().stream()
        .map(alert -> text(alert, "alert"))
        .collect(Collectors.toSet());
  }

  private static Set<String> anchors() throws IOException {
    return HEADING
        .matcher(Files.readString(ROOT.resolve("docs/operations.md")))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  /** Runs it in the folder of Prometheus' files, or skips the test where it is not installed. */
  private void promtool(String... arguments) throws Exception {
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Programs.require("promtool").toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(PROMETHEUS.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(180, TimeUnit.SECONDS)).as("promtool ends").isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
