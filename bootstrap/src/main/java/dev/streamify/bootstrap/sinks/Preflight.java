package dev.streamify.bootstrap.sinks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.bootstrap.base.Environment;
import dev.streamify.bootstrap.base.Patience;
import dev.streamify.bootstrap.http.JsonApi;
import dev.streamify.bootstrap.http.JsonApi.Answer;
import dev.streamify.bootstrap.topics.TopicLook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What sinks need and do not say when it is missing: without its table a sink goes on and drops
 * (apache/iceberg#18012), without its control topic it fails a minute later, with retention on it
 * records are lost (apache/iceberg#17551).
 */
final class Preflight {
  private final Environment environment;
  private final ConnectWorker worker;
  private final Patience patience;

  Preflight(Environment environment, ConnectWorker worker, Patience patience) {
    this.environment = environment;
    this.worker = worker;
    this.patience = patience;
  }

  /** One line for each thing; empty: the sinks can start. */
  List<String> missing(List<SinkFile> sinks) {
    List<String> missing = new ArrayList<>();
    addPlugins(sinks, missing);
    addTopics(sinks, missing);
    awaitTables();
    return missing;
  }

  private void addPlugins(List<SinkFile> sinks, List<String> missing) {
    TreeSet<String> classes = new TreeSet<>();
    sinks.forEach(sink -> classes.add(sink.setting("connector.class")));
    classes.removeIf(name -> worker.hasPlugin(name, patience));
    classes.forEach(
        name ->
            missing.add(
                "the worker has no plugin %s: put connect-config/target/plugin on its plugin.path"
                    .formatted(name)));
    if (classes.isEmpty()) {
      sinks.forEach(sink -> missing.addAll(worker.invalid(sink, patience)));
    }
  }

  private void addTopics(List<SinkFile> sinks, List<String> missing) {
    if (environment.optional("KAFKA_BOOTSTRAP_SERVERS").isEmpty()) {
      return;
    }
    try (TopicLook topics = TopicLook.connect(environment.kafkaClient(), patience)) {
      for (SinkFile sink : sinks) {
        for (String topic : sink.setting("topics").split(",", -1)) {
          if (!topics.exists(topic)) {
            missing.add(
                "the topic %s of %s does not exist: run 'bootstrap topics'"
                    .formatted(topic, sink.name()));
          }
        }
        addControlTopic(topics, sink.setting("iceberg.control.topic"), missing);
      }
    }
  }

  private static void addControlTopic(TopicLook topics, String topic, List<String> missing) {
    Optional<Map<String, String>> settings = topics.settings(topic);
    if (settings.isEmpty()) {
      missing.add("the control topic %s does not exist: run 'bootstrap topics'".formatted(topic));
      return;
    }
    for (String retention : Arrays.asList("retention.ms", "retention.bytes")) {
      String value = settings.get().getOrDefault(retention, "");
      if (!value.equals("-1")) {
        missing.add(
            "the control topic %s has %s=%s, which loses records: run 'bootstrap topics --fix'"
                .formatted(topic, retention, value));
      }
    }
  }

  /**
   * batch-api makes the tables when it starts, and says in its readiness whether they are there.
   */
  private void awaitTables() {
    if (environment.optional("BATCH_API_URL").isEmpty()) {
      return;
    }
    JsonApi batch =
        new JsonApi(
            environment.url("BATCH_API_URL", "http://127.0.0.1:8080"),
            Optional.empty(),
            Optional.empty());
    Answer[] last = new Answer[1];
    patience.await(
        () -> {
          last[0] = batch.get("/q/health/ready");
          return last[0].status() != 0 && tableTrouble(last[0]).isEmpty()
              ? Optional.of(true)
              : Optional.empty();
        },
        () ->
            "the tables are not there: batch-api at %s %s"
                .formatted(
                    batch,
                    last[0].status() == 0 ? last[0].told() : tableTrouble(last[0]).orElse("")));
  }

  private static Optional<String> tableTrouble(Answer answer) {
    for (JsonNode check : answer.body().path("checks")) {
      if (check.path("name").asText().equals("lakehouse")) {
        return check.path("status").asText().equals("UP")
            ? Optional.empty()
            : Optional.of("says " + check.path("data"));
      }
    }
    return Optional.of("tells nothing of tables");
  }
}
