package dev.streamify.batch.alerts;

import dev.streamify.batch.history.RunsState;
import dev.streamify.batch.quality.CheckResult;
import dev.streamify.batch.runs.RunState;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs that failed or are late, checks that do not hold, and what reconciliation misses. */
@Singleton
class RunConditions implements ConditionSource {
  private static final Duration LATE = Duration.ofMinutes(10);

  @Override
  public Stream<Condition> conditions(Seen seen) {
    RunsState runs = seen.runs();
    return Stream.of(failed(runs), late(runs), checks(runs), missing(runs)).flatMap(found -> found);
  }

  private static Stream<Condition> failed(RunsState runs) {
    return runs.jobs().entrySet().stream()
        .filter(job -> job.getValue().newestEnd().equals(Optional.of(RunState.Name.FAILED)))
        // A check that does not hold tells more.
        .filter(
            job ->
                runs.checks().getOrDefault(job.getKey(), List.of()).stream()
                    .noneMatch(CheckResult::blocks))
        .map(
            job ->
                new Condition(
                    AlertRule.RUN_FAILED,
                    job.getKey(),
                    "the newest run of %s failed: GET /api/v1/runs?job=%s&state=FAILED tells why"
                        .formatted(job.getKey(), job.getKey())));
  }

  private static Stream<Condition> late(RunsState runs) {
    return runs.late().entrySet().stream()
        .filter(job -> job.getValue().compareTo(LATE) > 0)
        .map(
            job ->
                new Condition(
                    AlertRule.RUN_LATE,
                    job.getKey(),
                    "a run of %s is %d minutes late: GET /api/v1/runs?job=%s&state=QUEUED,RUNNING"
                        .formatted(job.getKey(), job.getValue().toMinutes(), job.getKey())));
  }

  private static Stream<Condition> checks(RunsState runs) {
    return runs.checks().entrySet().stream()
        .flatMap(
            table ->
                table.getValue().stream()
                    .filter(CheckResult::blocks)
                    .findFirst()
                    .map(
                        check ->
                            new Condition(
                                AlertRule.CHECK_FAILED,
                                table.getKey(),
                                "%s; nothing was published: GET /api/v1/checks?table=%s&status=FAILED"
                                    .formatted(check.text(), table.getKey())))
                    .stream());
  }

  private static Stream<Condition> missing(RunsState runs) {
    return runs.reconciled().entrySet().stream()
        .filter(stream -> Boolean.FALSE.equals(stream.getValue().get("consistent")))
        .map(
            stream ->
                new Condition(
                    AlertRule.EVENTS_MISSING,
                    stream.getKey(),
                    "the newest reconciliation of %s does not hold: %s"
                        .formatted(stream.getKey(), stream.getValue())));
  }
}
