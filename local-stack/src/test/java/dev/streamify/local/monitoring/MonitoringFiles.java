package dev.streamify.local.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The files of the folder {@code monitoring}, and what they ask of Prometheus. */
public final class MonitoringFiles {
  /** The project's folder. */
  public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Prometheus' files. */
  public static final Path PROMETHEUS = ROOT.resolve("monitoring/prometheus");

  private static final Path DASHBOARDS = ROOT.resolve("monitoring/grafana/dashboards");
  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((?<series>.+), (?<label>\\w+)\\)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private MonitoringFiles() {}

  /**
   * A query and where it stands.
   *
   * @param place for messages
   * @param expression PromQL
   */
  public record Query(String place, String expression) {}

  /** A YAML file as a tree. */
  public static JsonNode yaml(Path file) {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return JSON.valueToTree(new Yaml().load(reader));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All alerts. */
  public static List<JsonNode> alerts() {
    List<JsonNode> alerts = new ArrayList<>();
    yaml(PROMETHEUS.resolve("rules/streamify.yml"))
        .path("groups")
        .forEach(group -> group.path("rules").forEach(alerts::add));
    return alerts;
  }

  /** All dashboards. */
  public static List<JsonNode> dashboards() {
    try (Stream<Path> files = Files.list(DASHBOARDS)) {
      List<JsonNode> dashboards = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        dashboards.add(JSON.readTree(file.toFile()));
      }
      return dashboards;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What alerts, panels and variables ask for. */
  public static List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    alerts().forEach(rule -> queries.add(query("alert " + text(rule, "alert"), rule)));
    for (JsonNode dashboard : dashboards()) {
      String title = text(dashboard, "title");
      for (JsonNode panel : dashboard.path("panels")) {
        panel
            .path("targets")
            .forEach(target -> queries.add(query(title + ", " + text(panel, "title"), target)));
      }
      for (JsonNode variable : dashboard.path("templating").path("list")) {
        queries.add(variable(title, text(variable.path("query"), "query")));
      }
    }
    return queries;
  }

  private static Query query(String place, JsonNode holder) {
    return new Query(place, text(holder, "expr"));
  }

  private static Query variable(String title, String query) {
    Matcher matcher = LABEL_VALUES.matcher(query);
    if (!matcher.matches()) {
      throw new AssertionError(title + " has a variable that is not understood: " + query);
    }
    return new Query(
        title + ", a variable",
        "group by (%s) (%s)".formatted(matcher.group("label"), matcher.group("series")));
  }

  /** A field that must be there. */
  public static String text(JsonNode holder, String field) {
    JsonNode value = holder.path(field);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new AssertionError(field + " is missing in " + holder.toPrettyString());
    }
    return value.textValue();
  }
}
