package dev.streamify.batch.triggers;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A trigger as the database has it.
 *
 * @param job the job that it starts
 * @param kind what it looks at
 * @param pausedBy who paused it; absent while it is active
 * @param changedAt when it was last paused or resumed
 * @param firedAt of a schedule, the last due time that was seen to; of a sensor, when it last asked
 *     for a run
 * @param lastRun the run that it last asked for
 * @param seen of a sensor, the inputs' snapshots for which a run was asked for, by table
 */
record TriggerState(
    String job,
    TriggerKind kind,
    Optional<String> pausedBy,
    Optional<Instant> changedAt,
    Optional<Instant> firedAt,
    Optional<String> lastRun,
    Map<String, Long> seen) {

  TriggerState {
    seen = Map.copyOf(seen);
  }

  static TriggerState fresh(String job, TriggerKind kind) {
    return new TriggerState(
        job,
        kind,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  TriggerState firedAt(Instant time, Optional<String> run) {
    return new TriggerState(
        job, kind, pausedBy, changedAt, Optional.of(time), run.or(() -> lastRun), seen);
  }

  TriggerState seen(Map<String, Long> snapshots) {
    return new TriggerState(job, kind, pausedBy, changedAt, firedAt, lastRun, snapshots);
  }
}
