package dev.streamify.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.local.http.JsonClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole platform, from a raw topic to a silver table, with the packaged processes. */
class LocalStackIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(6);

  @TempDir Path folder;

  @Test
  void everyInjectedFaultIsAccountedForInAnyTimeZone() throws Exception {
    try (StackProcess stack =
        StackProcess.start(
            folder,
            List.of("-Duser.timezone=America/Los_Angeles", "-Duser.language=tr"),
            "--events=20000",
            "--duplicates=0.02",
            "--malformed=0.005",
            "--late=0.01",
            "--seed=7",
            "--exit-when-done")) {
      assertThat(stack.awaitExit(TIMEOUT)).as(stack.output()).isZero();

      assertThat(stack.report().path("reconciled").asBoolean()).isTrue();
      assertThat(sum(stack, "produced")).isEqualTo(20_000 + 400 + 100);
      assertThat(sum(stack, "dead_lettered")).isEqualTo(100);
      assertThat(sum(stack, "duplicates")).isEqualTo(400);
      assertThat(sum(stack, "silver") + sum(stack, "collisions")).isEqualTo(20_000);
    }
  }

  @Test
  void aLoadGoesThroughTheDeathOfEveryProcess() throws Exception {
    Path data = folder.resolve("data");
    String[] arguments = {
      "--events=30000",
      "--rate=1500",
      "--seed=11",
      "--duplicates=0.01",
      "--malformed=0.002",
      "--data-dir=" + data,
      "--exit-when-done"
    };
    try (StackProcess stack = StackProcess.start(folder, List.of(), arguments)) {
      stack.awaitOutput("Ready after", TIMEOUT);
      for (String service : List.of("enrich-streams", "batch-api", "SparkServer")) {
        kill(stack, service);
      }
      stack.awaitOutput("[####", TIMEOUT);
      List<ProcessHandle> children = stack.descendants();
      kill(stack, "dev.streamify.local.LocalStack");
      Awaitility.await("no process is left behind")
          .atMost(Duration.ofSeconds(30))
          .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }
    try (StackProcess stack = StackProcess.start(folder, List.of(), arguments)) {
      assertThat(stack.awaitExit(TIMEOUT)).as(stack.output()).isZero();

      assertThat(stack.output()).contains("Going on with the load that was interrupted");
      assertThat(stack.report().path("reconciled").asBoolean()).isTrue();
      assertThat(sum(stack, "produced")).isEqualTo(30_000 + 300 + 60);
      assertThat(sum(stack, "dead_lettered")).isEqualTo(60);
      assertThat(sum(stack, "duplicates")).isEqualTo(300);
    }
  }

  @Test
  void aSinkWhoseTableWasCompactedAndExpiredWhileItWasIdleGoesOn() throws Exception {
    String data = "--data-dir=" + folder.resolve("data");
    try (StackProcess stack = StackProcess.start(folder, List.of(), data, "--events=0")) {
      stack.awaitOutput("Ctrl-C stops all of it", TIMEOUT);
      try (Simulator simulator = Simulator.start(folder, stack.port("Kafka"), 400)) {
        awaitSmallFiles(stack.batchApi(), "bronze_page_view_events");
        assertThat(simulator.process().isAlive()).isTrue();
      }
    }
    try (StackProcess stack = StackProcess.start(folder, List.of(), data, "--events=0")) {
      stack.awaitOutput("Ctrl-C stops all of it", TIMEOUT);
      JsonClient batch = stack.batchApi();
      JsonNode compacted = run(batch, "rewrite_data_files_bronze_page_view_events");
      run(batch, "rewrite_manifests_bronze_page_view_events");
      JsonNode expired = run(batch, "expire_snapshots_bronze_page_view_events");

      JsonNode before = compacted.path("result").path("before");
      JsonNode after = expired.path("result").path("after");
      assertThat(after.path("data_files").asInt()).isLessThan(before.path("data_files").asInt());
      assertThat(after.path("snapshots").asInt()).isLessThan(before.path("snapshots").asInt());
      assertThat(after.path("rows").asInt()).isEqualTo(before.path("rows").asInt());
    }
    try (StackProcess stack =
        StackProcess.start(
            folder, List.of(), data, "--events=4000", "--seed=5", "--exit-when-done")) {
      assertThat(stack.awaitExit(TIMEOUT)).as(stack.output()).isZero();
      assertThat(stack.report().path("reconciled").asBoolean()).isTrue();
      assertThat(sum(stack, "produced")).isGreaterThan(4_000);
      assertThat(sum(stack, "bronze")).isEqualTo(sum(stack, "produced"));
    }
  }

  /** Several commits' files in one day, so that there is something to compact. */
  private static void awaitSmallFiles(JsonClient batch, String table) {
    Awaitility.await("a day of " + table + " with small files")
        .atMost(TIMEOUT)
        .until(
            () -> {
              for (JsonNode day :
                  batch.get("/api/v1/tables/" + table + "/partitions").body().path("partitions")) {
                if (day.path("files").asInt() >= 3) {
                  return true;
                }
              }
              return false;
            });
  }

  private static JsonNode run(JsonClient batch, String job) {
    String id =
        batch
            .post("/api/v1/jobs/" + job + "/runs", "{\"mode\":\"full\"}")
            .body()
            .path("id")
            .asText();
    Awaitility.await(job)
        .atMost(TIMEOUT)
        .until(() -> batch.get("/api/v1/runs/" + id).body().hasNonNull("finished_at"));
    JsonNode run = batch.get("/api/v1/runs/" + id).body();
    assertThat(run.path("state").asText()).as(run.toPrettyString()).isEqualTo("COMPLETED");
    return run;
  }

  private static void kill(StackProcess stack, String commandLine) {
    ProcessHandle child =
        stack
            .child(commandLine)
            .orElseThrow(() -> new AssertionError("no process of " + commandLine + " runs"));
    child.destroyForcibly();
    child.onExit().join();
  }

  private static long sum(StackProcess stack, String count) throws IOException {
    long sum = 0;
    for (JsonNode stream : stack.report().path("streams")) {
      sum += stream.path(count).asLong();
    }
    return sum;
  }
}
