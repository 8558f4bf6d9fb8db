package dev.streamify.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.contract.DeadLetter;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;

/**
 * From raw topics to silver, every process in a container, tables on S3 behind a REST catalogue.
 */
@EnabledWithDocker
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContainerFlowIT {
  private static final EventContract CONTRACT = EventContract.standard();
  private static final int EVENTS = 200_000;
  private static final Duration FLOW = Duration.ofMinutes(5);

  /** So that there is time to kill while events are on their way. */
  private static final int EVENTS_PER_SECOND = 6_000;

  private static Platform platform;
  private static Api api;

  @BeforeAll
  static void start(@TempDir Path keys) {
    platform = Platform.start(keys);
    api = platform.api();
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
    }
  }

  @Test
  @Order(1)
  void nobody_without_a_key_gets_in() {
    assertThat(api.statusWithoutKey("/tables")).isEqualTo(401);
    assertThat(api.get("/tables").getList("tables"))
        .as("tables are there before anything was read")
        .hasSize(CONTRACT.tables().size());
  }

  @Test
  @Order(2)
  void every_event_arrives_in_silver_once_though_processes_are_killed(@TempDir Path folder)
      throws IOException {
    CompletableFuture<GenericContainer<?>> feeding = CompletableFuture.supplyAsync(this::feed);
    awaitBronze(EVENTS / 8);
    platform.killAndRestart("connect");
    awaitBronze(EVENTS / 3);
    platform.killAndRestart("enrich-streams");
    JsonNode truth = truth(feeding.join(), folder);
    awaitBronze(sum(truth, "produced"));

    api.run("silver", FLOW);
    JsonPath reconciliation = api.run("reconciliation", FLOW);

    Map<String, Long> rows = api.rows();
    for (EventStream stream : CONTRACT.streams()) {
      String found = "result.streams." + stream.name() + ".";
      JsonNode fed = truth.get(stream.name());
      assertThat(reconciliation.getBoolean(found + "consistent"))
          .as(reconciliation.prettify())
          .isTrue();
      assertThat(reconciliation.getLong(found + "dead_letters"))
          .as("dead letters of %s", stream.name())
          .isEqualTo(fed.get("malformed").asLong());
      assertThat(rows.get(stream.bronzeTable().name()))
          .as("deliveries of %s", stream.name())
          .isEqualTo(fed.get("produced").asLong() - fed.get("malformed").asLong());
      assertThat(
              rows.get(stream.silverTable().name()) + reconciliation.getLong(found + "collisions"))
          .as("events of %s", stream.name())
          .isEqualTo(fed.get("base").asLong());
    }
    assertThat(rows.get("silver_user_sessions")).isPositive();
  }

  @Test
  @Order(3)
  void kafka_takes_nobody_without_tls_or_with_another_password() {
    Map<String, String> impatient =
        Map.of(
            "STREAMIFY_BOOTSTRAP_TIMEOUT", "5",
            "STREAMIFY_KAFKA_DEFAULT_API_TIMEOUT_MS", "4000",
            "STREAMIFY_KAFKA_REQUEST_TIMEOUT_MS", "3000");
    assertThat(platform.exitCode("kafka-topics", impatient)).as("as the others").isZero();

    for (Map.Entry<String, String> wrong :
        List.of(
            Map.entry("STREAMIFY_KAFKA_SECURITY_PROTOCOL", "PLAINTEXT"),
            Map.entry("STREAMIFY_KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT"),
            Map.entry(
                "STREAMIFY_KAFKA_SASL_JAAS_CONFIG",
                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                    + " username=\"streamify\" password=\"another\";"))) {
      Map<String, String> attempt = new HashMap<>(impatient);
      attempt.put(wrong.getKey(), wrong.getValue());
      // A client without TLS can take the broker's alert for the length of an answer of 350 MB, and
      // ends for want of memory (KAFKA-4090).
      assertThat(platform.exitCode("kafka-topics", attempt)).as(wrong.toString()).isIn(1L, 3L);
    }
  }

  @Test
  @Order(4)
  void the_catalogue_takes_nobody_without_a_token_or_with_another_secret() {
    assertThat(catalogueStatus("v1/config?warehouse=lakehouse")).isEqualTo("401");
    assertThat(catalogueStatus("v1/config?warehouse=lakehouse -H 'Authorization: Bearer made-up'"))
        .isEqualTo("401");
    String form = "v1/oauth/tokens -d grant_type=client_credentials -d scope=PRINCIPAL_ROLE:ALL";
    assertThat(catalogueStatus(form + " -d client_id=root -d client_secret=another"))
        .isEqualTo("401");
    assertThat(
            catalogueStatus(
                form + " -d client_id=root -d client_secret=" + platform.settings().polarisRoot()))
        .as("with the right one")
        .isEqualTo("200");
  }

  /** The status of a request of somebody on the network, by curl's arguments. */
  private static String catalogueStatus(String request) {
    return exec(
        platform.services().get("minio"),
        "curl -sS -o /dev/null -w '%{http_code}' http://polaris:8181/api/catalog/" + request);
  }

  @Test
  @Order(5)
  void tables_lie_on_s3_and_are_read_from_there() {
    GenericContainer<?> minio = platform.services().get("minio");
    EventStream stream = CONTRACT.streams().get(0);

    List<Map<String, Object>> rows =
        api.get("/tables/" + stream.silverTable().name() + "/rows?limit=5").getList("rows");

    assertThat(rows).hasSize(5);
    assertThat(exec(minio, "find /data/lakehouse -name '*.parquet'").lines())
        .as("data files in the bucket")
        .anyMatch(file -> file.contains(stream.silverTable().name()))
        .anyMatch(file -> file.contains(stream.bronzeTable().name()));
    assertThat(exec(minio, "curl -sS http://127.0.0.1:9000 2>&1; true"))
        .as("S3 without TLS")
        .containsAnyOf("Empty reply", "reset", "Received HTTP/0.9", "Bad Message", "400");
  }

  @Test
  @Order(6)
  void no_secret_is_in_an_image_or_a_log_or_where_it_was_not_given() {
    String catalogueCredential = platform.catalogueSecret();
    List<String> secrets =
        Stream.concat(platform.settings().secrets().stream(), Stream.of(catalogueCredential))
            .toList();
    platform
        .services()
        .forEach(
            (name, container) -> {
              for (String secret : secrets) {
                assertThat(container.getLogs().contains(secret))
                    .as("the log of %s shows a secret", name)
                    .isFalse();
              }
              String inspected = platform.inspect(name);
              assertThat(inspected)
                  .as("what was made at run time is in no container's settings: %s", name)
                  .doesNotContain(catalogueCredential)
                  .doesNotContain(platform.settings().apiKey());
              assertThat(String.join("\n", platform.imageHistory(name)))
                  .as("layers of %s", name)
                  .doesNotContain(secrets);
            });
  }

  @Test
  @Order(7)
  void processes_run_without_rights_and_end_when_they_are_asked_to() {
    for (String name : List.of("enrich-streams", "connect", "spark-connect", "batch-api")) {
      GenericContainer<?> container = platform.services().get(name);
      assertThat(exec(container, "id -u"))
          .as("user of %s", name)
          .isEqualToIgnoringWhitespace("10001");
      assertThat(exec(container, "touch /opt/streamify/x 2>&1; true"))
          .as("root file system of %s", name)
          .contains("Read-only file system");
      assertThat(platform.stopGracefully(name)).as("exit code of %s", name).isIn(0L, 143L);
    }
  }

  private GenericContainer<?> feed() {
    return platform.run(
        "event-sim",
        "--events=" + EVENTS,
        "--duplicates=0.02",
        "--malformed=0.001",
        "--rate=" + EVENTS_PER_SECOND,
        "--truth=/var/lib/streamify/truth.json");
  }

  private static JsonNode truth(GenericContainer<?> simulator, Path folder) throws IOException {
    Path file = folder.resolve("truth.json");
    simulator.copyFileFromContainer("/var/lib/streamify/truth.json", file.toString());
    return new ObjectMapper().readTree(file.toFile());
  }

  private static long sum(JsonNode truth, String count) {
    return CONTRACT.streams().stream()
        .mapToLong(stream -> truth.get(stream.name()).get(count).asLong())
        .sum();
  }

  /** Deliveries in bronze, dead letters among them. */
  private static void awaitBronze(long rows) {
    List<String> tables =
        Stream.concat(
                CONTRACT.streams().stream().map(stream -> stream.bronzeTable().name()),
                Stream.of(DeadLetter.bronzeTable().name()))
            .toList();
    await("%d rows in bronze".formatted(rows))
        .atMost(FLOW)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              Map<String, Long> counts = api.rows();
              return tables.stream().mapToLong(counts::get).sum() >= rows;
            });
  }

  private static String exec(GenericContainer<?> container, String command) {
    try {
      return container.execInContainer("bash", "-c", command).getStdout();
    } catch (IOException e) {
      throw new IllegalStateException("cannot run '%s': %s".formatted(command, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, e);
    }
  }
}
