package dev.streamify.batch.triggers;

import dev.streamify.batch.control.RunPlanner;
import dev.streamify.batch.control.RunRequests;
import dev.streamify.batch.history.RunQueue.Submission;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.jobs.Schedule;
import dev.streamify.batch.runs.Origin;
import dev.streamify.batch.runs.RunRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks for runs that are due. What was missed while nobody looked is made up for by one run, for
 * the last time that was missed; what was missed while it was paused is not.
 */
@Singleton
class ScheduleTrigger {
  private static final Logger LOG = Logger.getLogger(ScheduleTrigger.class);

  private final TriggerStore store;
  private final RunRequests requests;
  private final RunPlanner planner;
  private final Clock clock;

  ScheduleTrigger(TriggerStore store, RunRequests requests, RunPlanner planner, Clock clock) {
    this.store = store;
    this.requests = requests;
    this.planner = planner;
    this.clock = clock;
  }

  /** Looks at a job's schedule. */
  void look(JobDefinition job, Schedule schedule) {
    TriggerState state = store.find(job.name(), TriggerKind.SCHEDULE);
    if (state.pausedBy().isPresent()) {
      return;
    }
    Instant now = clock.instant();
    if (state.firedAt().isEmpty()) {
      // The first look: what was due before it was never promised.
      store.note(state.firedAt(now, Optional.empty()));
      return;
    }
    Instant seenTo = latest(state.firedAt().get(), state.changedAt());
    schedule
        .lastUpTo(now)
        .filter(due -> due.isAfter(seenTo))
        .ifPresent(due -> store.note(fire(job, state, due)));
  }

  private TriggerState fire(JobDefinition job, TriggerState state, Instant due) {
    RunRequest request = RunRequest.whatIsNew(job);
    Submission submission =
        requests.submitUnlessOneWaits(
            planner.job(job, request, new Origin(Origin.Cause.SCHEDULE, job.name())),
            "schedule/%s/%s".formatted(job.name(), due));
    if (submission instanceof Submission.Full) {
      LOG.warnf("%s is due since %s, but the queue is full: it is tried again", job.name(), due);
      return state;
    }
    return state.firedAt(due, Submissions.run(submission));
  }

  private static Instant latest(Instant fired, Optional<Instant> changed) {
    return changed.filter(fired::isBefore).orElse(fired);
  }
}
