package dev.streamify.local.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.local.base.Await;
import dev.streamify.local.base.StackException;
import dev.streamify.local.http.JsonClient;
import dev.streamify.local.http.JsonClient.Answer;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** Starts runs on batch-api and follows them to their end, also over a restart of the service. */
public final class RunClient {
  private static final Duration TIMEOUT = Duration.ofMinutes(30);
  private static final Duration SPARK_TIMEOUT = Duration.ofMinutes(3);
  private static final int ATTEMPTS = 5;
  private static final Set<String> ENDED = Set.of("COMPLETED", "FAILED", "ABORTED");

  private final JsonClient batch;
  private final Runnable healthCheck;
  private final Consumer<String> console;

  /**
   * A client.
   *
   * @param batch batch-api
   * @param healthCheck throws when a process of the stack is given up
   * @param console where a second attempt is told
   */
  public RunClient(JsonClient batch, Runnable healthCheck, Consumer<String> console) {
    this.batch = batch;
    this.healthCheck = healthCheck;
    this.console = console;
  }

  /**
   * Runs the job until a run of it completes; runs are idempotent, so another attempt does no harm.
   *
   * @return the completed run
   * @throws StackException when every attempt failed
   */
  public JsonNode run(String job) {
    String cause = "";
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      awaitSpark();
      JsonNode run = follow(start(job));
      if (run.path("state").asText().equals("COMPLETED")) {
        return run;
      }
      cause = run.path("error").path("message").asText("the service was restarted");
      console.accept(
          "run of %s did not complete (attempt %d of %d): %s"
              .formatted(job, attempt, ATTEMPTS, cause));
    }
    throw StackException.failed("%s did not complete: %s".formatted(job, cause));
  }

  /**
   * Spark starts beside everything else and is the last to be there; it can be away for a while.
   */
  private void awaitSpark() {
    Await.until(
        SPARK_TIMEOUT,
        () -> {
          healthCheck.run();
          for (JsonNode check : batch.get("/q/health/ready").body().path("checks")) {
            if (check.path("name").asText().equals("spark")) {
              return !check.path("data").path("state").asText().equals("degraded");
            }
          }
          return false;
        },
        () -> "batch-api does not find Spark within %s".formatted(SPARK_TIMEOUT));
  }

  private String start(String job) {
    Answer[] last = new Answer[1];
    Await.until(
        TIMEOUT,
        () -> {
          healthCheck.run();
          last[0] = batch.post("/api/v1/jobs/" + job + "/runs", "{}");
          if (last[0].status() / 100 == 4) {
            throw StackException.failed(
                "batch-api refuses to run %s: status %d, %s"
                    .formatted(job, last[0].status(), last[0].body().path("detail").asText()));
          }
          return last[0].ok();
        },
        () -> "batch-api does not start %s: %s".formatted(job, last[0].body()));
    return last[0].body().path("id").asText();
  }

  /** The run when it has ended, or whatever the service says when it no longer knows the run. */
  private JsonNode follow(String id) {
    Answer[] last = new Answer[1];
    Await.until(
        TIMEOUT,
        () -> {
          healthCheck.run();
          last[0] = batch.get("/api/v1/runs/" + id);
          return last[0].status() == 404
              || (last[0].ok() && ENDED.contains(last[0].body().path("state").asText()));
        },
        () -> "run %s did not end within %s".formatted(id, TIMEOUT));
    return last[0].body();
  }
}
