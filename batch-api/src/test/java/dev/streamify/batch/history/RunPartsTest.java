package dev.streamify.batch.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.batch.history.RunQueue.Submission;
import dev.streamify.batch.quality.CheckResult;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunState;
import dev.streamify.batch.runs.Spread;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Runs that consist of others. */
class RunPartsTest extends QueueFixture {
  @Test
  void partsStartInTheirOrderAndEndTheWhole() {
    plan(Optional.empty(), List.of("a", "b"), Map.of("b", "a"));

    Run first = queue.claim("w", 9).orElseThrow();
    assertThat(first.id().value()).isEqualTo("a");
    assertThat(store.find(new RunId("0")).orElseThrow().state().name())
        .isEqualTo(RunState.Name.RUNNING);
    assertThat(claimed(9)).isEmpty();
    complete(first);
    complete(queue.claim("w", 9).orElseThrow());

    Run whole = store.find(new RunId("0")).orElseThrow();
    assertThat(whole.state())
        .isInstanceOfSatisfying(
            RunState.Completed.class,
            done -> assertThat(done.outcome().metrics()).containsEntry("rows", 2L));
    assertThat(store.childrenByState(new RunId("0")))
        .isEqualTo(Map.of(RunState.Name.COMPLETED, 2L));
  }

  @Test
  void whatNeedsAFailedPartIsAbortedAndTheWholeSaysSo() {
    plan(Optional.empty(), List.of("a", "b", "c"), Map.of("b", "a", "c", "b"));
    Run first = queue.claim("w", 9).orElseThrow();
    queue.leave(
        "w",
        first.with(
            ((RunState.Running) first.state())
                .fail(T0, RunError.of(RunError.Code.CHECK_FAILED, "no"), List.<CheckResult>of())));

    assertThat(store.find(new RunId("c")).orElseThrow().state())
        .isInstanceOfSatisfying(
            RunState.Aborted.class,
            aborted ->
                assertThat(aborted.reason()).contains("needs run b of job, which is ABORTED"));
    assertThat(store.find(new RunId("0")).orElseThrow().state())
        .isInstanceOfSatisfying(
            RunState.Failed.class,
            failed ->
                assertThat(failed.error().message())
                    .contains("0 of 3 runs completed", "POST /api/v1/runs/0/resume"));
  }

  @Test
  void noMorePartsRunAtOnceThanWasAskedFor() {
    plan(Optional.of(new Spread(1, 2)), List.of("a", "b", "c"), Map.of());

    Run first = queue.claim("w", 9).orElseThrow();
    assertThat(claimed(9)).contains("b");
    assertThat(claimed(9)).isEmpty();
    complete(first);
    assertThat(claimed(9)).contains("c");
  }

  @Test
  void cancellingEndsWhatWaitsAndAsksWhatRuns() {
    plan(Optional.of(new Spread(1, 1)), List.of("a", "b"), Map.of());
    Run running = queue.claim("w", 9).orElseThrow();

    queue.cancel(new RunId("0"), "me");
    assertThat(store.find(new RunId("b")).orElseThrow().state())
        .isInstanceOf(RunState.Aborted.class);
    Run asked = store.find(running.id()).orElseThrow();
    assertThat(asked.state().name()).isEqualTo(RunState.Name.RUNNING);
    assertThat(asked.cancelledBy()).contains("me");
    assertThat(queue.publishing("w", running)).isFalse();
    queue.leave("w", running.with(((RunState.Running) running.state()).abort(T0, "cancelled")));
    Run whole = store.find(new RunId("0")).orElseThrow();
    assertThat(whole.state())
        .isInstanceOfSatisfying(
            RunState.Aborted.class,
            aborted -> assertThat(aborted.reason()).contains("cancelled by me; 0 of 2"));
    assertThat(queue.cancel(new RunId("0"), "you").orElseThrow()).isEqualTo(whole);
  }

  private void plan(Optional<Spread> spread, List<String> parts, Map<String, String> needs) {
    Run whole =
        Run.parent(
            new RunId("0"),
            spread.isPresent() ? Run.Kind.BACKFILL : Run.Kind.GROUP,
            request(),
            spread,
            SOMEBODY,
            T0);
    List<RunPlan.Child> children =
        parts.stream()
            .map(
                part ->
                    new RunPlan.Child(
                        run(part, "table_" + part).partOf(whole.id()),
                        Optional.ofNullable(needs.get(part))
                            .map(needed -> Set.of(new RunId(needed)))
                            .orElse(Set.of())))
            .toList();
    assertThat(queue.submit(new RunPlan(whole, children), 9))
        .isInstanceOf(Submission.Accepted.class);
  }
}
