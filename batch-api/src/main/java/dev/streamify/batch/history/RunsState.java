package dev.streamify.batch.history;

import dev.streamify.batch.quality.CheckResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * All runs at one moment.
 *
 * @param jobs how the runs of each job are doing
 * @param active runs that wait or go on
 * @param late for how long a job's run has been due, or has been going on for too long; only of
 *     those that are late
 * @param checks what came of the checks of the newest run that evaluated any, by table
 * @param reconciled what the newest reconciliation of everything found, by stream
 */
public record RunsState(
    Map<String, JobFigures> jobs,
    List<ActiveRun> active,
    Map<String, Duration> late,
    Map<String, List<CheckResult>> checks,
    Map<String, Map<String, Object>> reconciled) {

  /** Copies the collections. */
  public RunsState {
    jobs = Map.copyOf(jobs);
    active = List.copyOf(active);
    late = Map.copyOf(late);
    checks = Map.copyOf(checks);
    reconciled = Map.copyOf(reconciled);
  }
}
