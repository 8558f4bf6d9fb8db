package dev.streamify.batch.history;

import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunId;
import java.util.List;
import java.util.Set;

/**
 * A run with its children, as it is asked for.
 *
 * @param run the run
 * @param children the runs that it consists of; none for a job's run
 */
public record RunPlan(Run run, List<Child> children) {
  /**
   * A part of a run.
   *
   * @param run the part
   * @param needs the parts that have to complete before
   */
  public record Child(Run run, Set<RunId> needs) {}

  /** Copies the list. */
  public RunPlan {
    children = List.copyOf(children);
  }

  /** A run of one job. */
  public static RunPlan of(Run run) {
    return new RunPlan(run, List.of());
  }
}
