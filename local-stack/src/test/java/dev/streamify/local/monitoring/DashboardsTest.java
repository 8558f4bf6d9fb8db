package dev.streamify.local.monitoring;

import static dev.streamify.local.monitoring.MonitoringFiles.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DashboardsTest {
  private static final int COLUMNS = 24;
  private final List<JsonNode> dashboards = MonitoringFiles.dashboards();

  @Test
  void thereAreFiveWithUidsOfTheirOwn() {
    assertThat(dashboards)
        .extracting(dashboard -> text(dashboard, "uid"))
        .containsExactlyInAnyOrder(
            "streamify-overview",
            "streamify-streams",
            "streamify-sinks",
            "streamify-tables",
            "streamify-runs");
    assertThat(dashboards).allMatch(dashboard -> dashboard.path("schemaVersion").asInt() >= 39);
  }

  @Test
  void panelsDoNotOverlap() {
    for (JsonNode dashboard : dashboards) {
      Set<String> taken = new HashSet<>();
      Set<Integer> ids = new HashSet<>();
      for (JsonNode panel : dashboard.path("panels")) {
        assertThat(ids.add(panel.path("id").asInt())).as("id of " + panel).isTrue();
        JsonNode place = panel.path("gridPos");
        int right = place.path("x").asInt() + place.path("w").asInt();
        assertThat(right).as(text(panel, "title")).isLessThanOrEqualTo(COLUMNS);
        for (int x = place.path("x").asInt(); x < right; x++) {
          int bottom = place.path("y").asInt() + place.path("h").asInt();
          for (int y = place.path("y").asInt(); y < bottom; y++) {
            assertThat(taken.add(x + "/" + y)).as(text(panel, "title")).isTrue();
          }
        }
      }
    }
  }

  @Test
  void everyPanelSaysWhatItShowsInWhichUnitAndFromWhere() {
    String datasource =
        text(
            MonitoringFiles.yaml(
                    MonitoringFiles.ROOT.resolve(
                        "monitoring/grafana/provisioning/datasources/streamify.yml"))
                .path("datasources")
                .path(0),
            "uid");
    for (JsonNode dashboard : dashboards) {
      for (JsonNode panel : dashboard.path("panels")) {
        if (panel.path("type").asText().equals("row")) {
          continue;
        }
        String title = text(panel, "title");
        assertThat(text(panel, "description")).as(title).hasSizeGreaterThan(8);
        assertThat(text(panel.path("fieldConfig").path("defaults"), "unit")).as(title).isNotBlank();
        assertThat(text(panel.path("datasource"), "uid")).as(title).isEqualTo(datasource);
        assertThat(panel.path("targets")).as(title).isNotEmpty();
        assertThat(panel.path("targets"))
            .as(title)
            .allMatch(target -> text(target.path("datasource"), "uid").equals(datasource));
      }
    }
  }
}
