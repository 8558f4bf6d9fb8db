package dev.streamify.openlineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackgroundSenderTest {
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status = Optional.ofNullable(answers.poll()).orElse(201);
            if (status == 201) {
              taken.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            }
            exchange.sendResponseHeaders(status, -1);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void eventsArriveInOrderAlthoughTheReceiverIsAwayAtFirst() {
    answers.addAll(List.of(503, 401));
    try (BackgroundSender sender = sender(Duration.ofSeconds(10))) {
      sender.send("a");
      sender.send("b");
    }

    assertThat(taken).containsExactly("Bearer secret a", "Bearer secret b");
    assertThat(problems)
        .singleElement()
        .asString()
        .contains("answers 503")
        .doesNotContain("secret");
  }

  @Test
  void anEventThatIsRefusedDoesNotHoldUpTheOthers() {
    answers.add(422);
    try (BackgroundSender sender = sender(Duration.ofSeconds(10))) {
      sender.send("a");
      sender.send("b");
    }

    assertThat(taken).containsExactly("Bearer secret b");
    assertThat(problems).singleElement().asString().contains("refused", "422");
  }

  @Test
  void nobodyWaitsForAReceiverThatIsAway() {
    server.stop(0);
    try (BackgroundSender sender = sender(Duration.ofMillis(100))) {
      for (int i = 0; i < 200; i++) {
        sender.send("event " + i);
      }
      await().atMost(Duration.ofSeconds(10)).until(() -> !problems.isEmpty());
    }

    assertThat(problems).anyMatch(problem -> problem.contains("more than 100 wait"));
  }

  @Test
  void aRunHasTheSameUuidInEveryProcessAndOfVersionSeven() {
    Instant at = Instant.parse("2026-11-22T21:30:15.123Z");

    UUID uuid = RunIdentity.of(at, "20261122t213015123_9f86d081");

    assertThat(uuid)
        .isEqualTo(RunIdentity.of(at, "20261122t213015123_9f86d081"))
        .isNotEqualTo(RunIdentity.of(at, "20261122t213015123_9f86d082"));
    assertThat(uuid.version()).isEqualTo(7);
    assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(at.toEpochMilli());
  }

  private BackgroundSender sender(Duration patience) {
    URI url = URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    LineageSettings settings =
        new LineageSettings(
            LineageSettings.Transport.HTTP, url, Optional.of("secret"), "streamify");
    return new BackgroundSender(EventTransport.of(settings), patience, problems::add);
  }
}
