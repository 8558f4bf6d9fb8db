package dev.streamify.enrich.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged application tells OpenLineage, and its log as JSON. */
class LineageIT {
  private static final Path SCHEMA =
      Path.of("..", "openlineage", "src", "test", "resources", "events.schema.json");

  @TempDir Path folder;

  @Test
  void theHopFromRawToEnrichedTopicsStartsAndCompletes() throws Exception {
    List<String> events = new CopyOnWriteArrayList<>();
    HttpServer receiver = receiver(events);
    try (TestBroker broker = TestBroker.start(folder, TestBroker.freePort());
        PackagedApp app =
            PackagedApp.start(
                broker.bootstrapServers(),
                Map.of(
                    "STREAMIFY_ENRICH_LINEAGE_TRANSPORT",
                    "http",
                    "STREAMIFY_ENRICH_LINEAGE_URL",
                    "http://127.0.0.1:%d/lineage".formatted(receiver.getAddress().getPort())))) {
      broker.createTopics(1);
      app.awaitReadiness(200, "RUNNING");
      await().atMost(Duration.ofSeconds(20)).until(() -> events.size() == 1);
      app.stop();

      assertThat(events).hasSize(2);
      assertThat(events.get(0))
          .contains("\"eventType\":\"START\"", "\"name\":\"enriched_listen_events\"")
          .contains("\"namespace\":\"kafka://" + broker.bootstrapServers() + "\"");
      assertThat(events.get(1))
          .contains("\"eventType\":\"COMPLETE\"")
          .contains(runId(events.get(0)));
      JsonSchema schema =
          JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Files.readString(SCHEMA));
      assertThat(events)
          .allSatisfy(
              event ->
                  assertThat(
                          schema.validate(
                              event,
                              InputFormat.JSON,
                              context ->
                                  context.getExecutionConfig().setFormatAssertionsEnabled(true)))
                      .isEmpty());
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void aReceiverThatIsAwayNeitherKeepsTheServiceFromRunningNorFromEnding() throws Exception {
    try (TestBroker broker = TestBroker.start(folder, TestBroker.freePort());
        PackagedApp app =
            PackagedApp.start(
                broker.bootstrapServers(),
                Map.of(
                    "STREAMIFY_LOG_FORMAT", "json",
                    "STREAMIFY_ENRICH_LINEAGE_TRANSPORT", "http",
                    "STREAMIFY_ENRICH_LINEAGE_URL",
                        "http://127.0.0.1:%d/lineage".formatted(TestBroker.freePort())))) {
      broker.createTopics(1);
      app.awaitReadiness(200, "RUNNING");
      assertThat(app.stop()).isEqualTo(143);

      assertThat(app.log()).contains("lineage events wait: ");
      assertThat(app.log().lines())
          .isNotEmpty()
          .allSatisfy(
              line ->
                  assertThat(line)
                      .startsWith("{\"timestamp\":\"")
                      .endsWith("}")
                      .contains("\"level\":", "\"message\":", "\"service\":\"enrich-streams\""));
    }
  }

  private static String runId(String event) {
    int at = event.indexOf("\"runId\":");
    return event.substring(at, at + 46);
  }

  private static HttpServer receiver(List<String> events) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/lineage",
        exchange -> {
          try (exchange) {
            events.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(201, -1);
          }
        });
    server.start();
    return server;
  }
}
