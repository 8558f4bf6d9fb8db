package dev.streamify.batch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.streamify.batch.database.Database;
import dev.streamify.batch.database.Databases;
import dev.streamify.batch.duties.Duties;
import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.execution.Replica;
import dev.streamify.batch.fixture.SettableClock;
import dev.streamify.batch.flow.FlowState;
import dev.streamify.batch.history.RunsState;
import dev.streamify.batch.sinks.ConnectSnapshot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts in a real database, told to a real receiver. */
class AlertMonitorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Condition STALLED =
      new Condition(AlertRule.ENRICHMENT_STALLED, "listen_events", "12 records wait");

  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Database database = Databases.inMemory(UUID.randomUUID().toString());
  private final AlertStore store = new AlertStore(database);
  private final List<JsonNode> received = new CopyOnWriteArrayList<>();
  private final List<String> credentials = new CopyOnWriteArrayList<>();
  private final List<Condition> wrong = new ArrayList<>();
  private volatile int status = 200;
  private HttpServer receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/hook",
        exchange -> {
          JsonNode message = JSON.readTree(exchange.getRequestBody());
          credentials.add(exchange.getRequestHeaders().getFirst("Authorization"));
          if (status == 200) {
            received.add(message);
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
    database.close();
  }

  private AlertMonitor monitor() {
    AlertsConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(AlertsConfig.class)
            .withDefaultValue(
                "streamify.batch.alerts.webhook",
                "http://127.0.0.1:%d/hook".formatted(receiver.getAddress().getPort()))
            .withDefaultValue("streamify.batch.alerts.webhook-token", "s3cret")
            .build()
            .getConfigMapping(AlertsConfig.class);
    return new AlertMonitor(
        List.of(seen -> List.copyOf(wrong).stream()),
        store,
        new LogNotifier(),
        new WebhookNotifier(config),
        new Duties(database, new Replica()),
        config,
        clock,
        new SimpleMeterRegistry());
  }

  private static Seen seen() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    return new Seen(
        new ConnectSnapshot(now, Optional.empty(), List.of()),
        new FlowState(
            now,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Map.of(),
            Optional.empty(),
            Map.of()),
        List.of(),
        new RunsState(Map.of(), List.of(), Map.of(), Map.of(), Map.of()),
        new Engine.EngineHealth(true, "up"));
  }

  private void look(AlertMonitor monitor) {
    monitor.look(seen());
    clock.advance(Duration.ofSeconds(5));
  }

  @Test
  void peopleHearOnceThatItIsOpenAndOnceThatItIsOver() {
    AlertMonitor monitor = monitor();
    wrong.add(STALLED);
    for (int i = 0; i < 5; i++) {
      look(monitor);
    }
    assertThat(received).hasSize(1);
    JsonNode alert = received.get(0).path("alerts").path(0);
    assertThat(received.get(0).path("version").asText()).isEqualTo("4");
    assertThat(received.get(0).path("status").asText()).isEqualTo("firing");
    assertThat(alert.path("labels").path("alertname").asText()).isEqualTo("EnrichmentStalled");
    assertThat(alert.path("labels").path("severity").asText()).isEqualTo("critical");
    assertThat(alert.path("annotations").path("runbook_url").asText())
        .isEqualTo("docs/operations.md#enrichmentstalled");
    assertThat(credentials).containsOnly("Bearer s3cret");

    wrong.clear();
    for (int i = 0; i < 5; i++) {
      look(monitor);
    }
    assertThat(received).hasSize(2);
    assertThat(received.get(1).path("status").asText()).isEqualTo("resolved");
    assertThat(store.open()).isEmpty();
    assertThat(store.resolved(10)).extracting(Alert::name).containsExactly("EnrichmentStalled");
  }

  @Test
  void aReceiverThatIsAwayHearsItLater() {
    AlertMonitor monitor = monitor();
    status = 503;
    wrong.add(STALLED);
    look(monitor);
    look(monitor);
    assertThat(received).isEmpty();
    status = 200;
    look(monitor);
    assertThat(received).hasSize(1);
  }

  @Test
  void aRestartNeitherRepeatsNorForgets() {
    wrong.add(STALLED);
    AlertMonitor before = monitor();
    look(before);
    before.stop();
    AlertMonitor after = monitor();
    look(after);
    assertThat(received).hasSize(1);
    wrong.clear();
    for (int i = 0; i < 4; i++) {
      look(after);
    }
    assertThat(received).hasSize(2);
  }

  @Test
  void ofTwoReplicasOneTells() {
    wrong.add(STALLED);
    AlertMonitor one = monitor();
    AlertMonitor other = monitor();
    for (int i = 0; i < 3; i++) {
      look(one);
      look(other);
    }
    assertThat(received).hasSize(1);
  }

  @Test
  void whatStaysOpenIsToldAgainAfterAWhile() {
    AlertMonitor monitor = monitor();
    wrong.add(STALLED);
    look(monitor);
    clock.advance(Duration.ofHours(5));
    look(monitor);
    look(monitor);
    assertThat(received).hasSize(2);
  }

  @Test
  void whatOpensAnewIsToldAnew() {
    AlertMonitor monitor = monitor();
    wrong.add(STALLED);
    look(monitor);
    wrong.clear();
    for (int i = 0; i < 4; i++) {
      look(monitor);
    }
    wrong.add(STALLED);
    look(monitor);
    assertThat(received)
        .extracting(message -> message.path("status").asText())
        .containsExactly("firing", "resolved", "firing");
  }
}
