package dev.streamify.batch.runs;

import java.util.List;
import java.util.Optional;

/** Keeps runs. */
interface RunStore {
  /** Keeps a run in its newest state. */
  void save(Run run);

  /** The run of that id, in its newest state. */
  Optional<Run> find(RunId id);

  /** The run that was asked for under that key. */
  Optional<Run> findByKey(String key);

  /** Runs that fit, newest first. */
  List<Run> list(Filter filter);

  /**
   * Which runs are wanted.
   *
   * @param job of this job only
   * @param state in this state only
   * @param limit so many at most
   */
  record Filter(Optional<String> job, Optional<RunState.Name> state, int limit) {
    boolean fits(Run run) {
      return job.map(run.request().job()::equals).orElse(true)
          && state.map(run.state().name()::equals).orElse(true);
    }
  }
}
