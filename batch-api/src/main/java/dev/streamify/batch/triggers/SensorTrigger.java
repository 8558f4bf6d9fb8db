package dev.streamify.batch.triggers;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.control.RunPlanner;
import dev.streamify.batch.control.RunRequests;
import dev.streamify.batch.history.RunQueue.Submission;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.jobs.Sensor;
import dev.streamify.batch.runs.Origin;
import dev.streamify.batch.runs.RunRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Asks for a run when an input has a snapshot that no run was asked for yet: once the inputs have
 * been quiet for a while, or the first such snapshot is old enough. Snapshots that only keep the
 * same rows differently do not count.
 *
 * <p>Cost: one catalog look-up for each input at each look.
 */
@Singleton
class SensorTrigger {
  private static final String REPLACE = "replace";

  private final Lakehouse lakehouse;
  private final TriggerStore store;
  private final RunRequests requests;
  private final RunPlanner planner;
  private final Clock clock;
  private final Map<String, Waiting> waiting = new HashMap<>();

  SensorTrigger(
      Lakehouse lakehouse,
      TriggerStore store,
      RunRequests requests,
      RunPlanner planner,
      Clock clock) {
    this.lakehouse = lakehouse;
    this.store = store;
    this.requests = requests;
    this.planner = planner;
    this.clock = clock;
  }

  /**
   * New data that no run was asked for yet.
   *
   * @param snapshots the inputs' snapshots
   * @param since when the first of it was seen
   * @param changed when the last of it was seen
   */
  private record Waiting(Map<String, Long> snapshots, Instant since, Instant changed) {}

  /** Looks at a job's inputs. */
  void look(JobDefinition job, Sensor sensor) {
    TriggerState state = store.find(job.name(), TriggerKind.SENSOR);
    Map<String, Long> now = snapshots(job);
    if (state.pausedBy().isPresent() || now.equals(state.seen())) {
      waiting.remove(job.name());
      return;
    }
    Waiting news = notice(job, now);
    Instant time = clock.instant();
    if (!time.isBefore(news.changed().plus(sensor.quiet()))
        || !time.isBefore(news.since().plus(sensor.atMost()))) {
      fire(job, state, now, time);
    }
  }

  private Waiting notice(JobDefinition job, Map<String, Long> now) {
    Instant time = clock.instant();
    Waiting before = waiting.get(job.name());
    Waiting after =
        before == null
            ? new Waiting(now, time, time)
            : before.snapshots().equals(now) ? before : new Waiting(now, before.since(), time);
    waiting.put(job.name(), after);
    return after;
  }

  private void fire(JobDefinition job, TriggerState state, Map<String, Long> now, Instant time) {
    Submission submission =
        requests.submitUnlessOneWaits(
            planner.job(
                job, RunRequest.whatIsNew(job), new Origin(Origin.Cause.SENSOR, job.name())),
            "sensor/%s/%s".formatted(job.name(), digest(now)));
    if (!(submission instanceof Submission.Full)) {
      store.note(state.seen(now).firedAt(time, Submissions.run(submission)));
      waiting.remove(job.name());
    }
  }

  private Map<String, Long> snapshots(JobDefinition job) {
    Map<String, Long> snapshots = new TreeMap<>();
    for (String input : job.inputs()) {
      lakehouse
          .table(input)
          .flatMap(
              table ->
                  Optional.ofNullable(table.currentSnapshot())
                      .flatMap(head -> lastChange(table, head)))
          .ifPresent(id -> snapshots.put(input, id));
    }
    return snapshots;
  }

  /** The newest snapshot that changed what the table holds. */
  private static Optional<Long> lastChange(Table table, Snapshot head) {
    Snapshot snapshot = head;
    while (snapshot != null && REPLACE.equals(snapshot.operation())) {
      snapshot = snapshot.parentId() == null ? null : table.snapshot(snapshot.parentId());
    }
    // When maintenance has taken the way to it, the head has to do.
    return Optional.of(snapshot == null ? head.snapshotId() : snapshot.snapshotId());
  }

  private static String digest(Map<String, Long> snapshots) {
    return UUID.nameUUIDFromBytes(
            new TreeMap<>(snapshots).toString().getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
