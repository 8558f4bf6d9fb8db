package dev.streamify.batch.control;

import dev.streamify.batch.history.RunPlan;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.Origin;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunIds;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.runs.RunRequest;
import dev.streamify.batch.runs.Spread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes runs, with their parts, of what was asked for. */
@Singleton
public class RunPlanner {
  private final RunIds ids;
  private final Clock clock;

  RunPlanner(RunIds ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** One run of a job. */
  public RunPlan job(JobDefinition job, RunRequest request, Origin origin) {
    return RunPlan.of(run(job, request, origin));
  }

  /**
   * A run for each job of a group.
   *
   * @param jobs each after those that it needs
   * @param each what is asked of a job
   */
  RunPlan group(
      RunRequest whole,
      List<JobDefinition> jobs,
      Function<JobDefinition, RunRequest> each,
      Origin origin) {
    Run parent =
        Run.parent(ids.next(), Run.Kind.GROUP, whole, Optional.empty(), origin, clock.instant());
    return new RunPlan(parent, parts(parent, jobs, each, origin));
  }

  /**
   * A run for each piece of a range of dates and each job, which makes those dates anew.
   *
   * @param name of the job or group
   * @param jobs each after those that it needs
   */
  RunPlan backfill(
      String name, List<JobDefinition> jobs, DateRange range, Spread spread, Origin origin) {
    Run parent =
        Run.parent(
            ids.next(),
            Run.Kind.BACKFILL,
            new RunRequest(name, RunMode.FULL, range),
            Optional.of(spread),
            origin,
            clock.instant());
    List<RunPlan.Child> children = new ArrayList<>();
    for (DateRange piece : pieces(range, spread.chunkDays())) {
      children.addAll(
          parts(parent, jobs, job -> new RunRequest(job.name(), RunMode.FULL, piece), origin));
    }
    return new RunPlan(parent, children);
  }

  /** How many runs a backfill would have. */
  static long size(List<JobDefinition> jobs, DateRange range, Spread spread) {
    long days = range.to().orElseThrow().toEpochDay() - range.from().orElseThrow().toEpochDay() + 1;
    return (days + spread.chunkDays() - 1) / spread.chunkDays() * jobs.size();
  }

  private static List<DateRange> pieces(DateRange range, int days) {
    LocalDate last = range.to().orElseThrow();
    List<DateRange> pieces = new ArrayList<>();
    for (LocalDate first = range.from().orElseThrow();
        !first.isAfter(last);
        first = first.plusDays(days)) {
      LocalDate end = first.plusDays(days - 1L);
      pieces.add(new DateRange(Optional.of(first), Optional.of(end.isAfter(last) ? last : end)));
    }
    return pieces;
  }

  /**
   * What a run left undone, as a new one: its parts that did not complete, or the run itself.
   *
   * @param jobs finds the job of a part
   */
  RunPlan rest(
      Run run, List<RunPlan.Child> open, Function<String, JobDefinition> jobs, Origin origin) {
    if (run.kind() == Run.Kind.JOB) {
      return job(jobs.apply(run.request().job()), run.request(), origin);
    }
    Run parent =
        Run.parent(ids.next(), run.kind(), run.request(), run.spread(), origin, clock.instant());
    Map<RunId, RunId> again = new HashMap<>();
    List<RunPlan.Child> children = new ArrayList<>();
    for (RunPlan.Child child : open) {
      RunRequest request = child.run().request();
      Run part = run(jobs.apply(request.job()), request, origin).partOf(parent.id());
      again.put(child.run().id(), part.id());
      Set<RunId> needs = new HashSet<>();
      child.needs().stream().map(again::get).filter(Objects::nonNull).forEach(needs::add);
      children.add(new RunPlan.Child(part, needs));
    }
    return new RunPlan(parent, children);
  }

  private List<RunPlan.Child> parts(
      Run parent,
      List<JobDefinition> jobs,
      Function<JobDefinition, RunRequest> each,
      Origin origin) {
    List<RunPlan.Child> parts = new ArrayList<>();
    Map<JobDefinition, RunId> planned = new HashMap<>();
    for (JobDefinition job : jobs) {
      Run part = run(job, each.apply(job), origin).partOf(parent.id());
      Set<RunId> needs = new HashSet<>();
      planned.forEach(
          (earlier, id) -> {
            if (job.needs(earlier)) {
              needs.add(id);
            }
          });
      planned.put(job, part.id());
      parts.add(new RunPlan.Child(part, needs));
    }
    return parts;
  }

  private Run run(JobDefinition job, RunRequest request, Origin origin) {
    return Run.queued(ids.next(), request, job.lease(), origin, clock.instant());
  }
}
