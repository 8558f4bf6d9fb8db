package dev.streamify.batch.runs;

import dev.streamify.batch.quality.CheckResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a run stands. States are values; the methods are the only ways from one to the next.
 *
 * <pre>
 *             start             complete
 *  Queued ----------> Running ----------> Completed
 *    | ^               |  | |    fail
 *    | |     retry     |  | +-----------> Failed
 *    | +---------------+  |
 *    |       abort        |      abort
 *    +--------------------+-------------> Aborted
 * </pre>
 *
 * <p>A run with children starts with the first of them and ends with the last.
 */
public sealed interface RunState {
  /** The name of the state, as it stands in answers. */
  Name name();

  /** When its execution began, if it did. */
  default Optional<Instant> started() {
    return Optional.empty();
  }

  /** When it ended, if it did. */
  default Optional<Instant> finished() {
    return Optional.empty();
  }

  /** What came of the job's checks, as far as they were evaluated. */
  default List<CheckResult> checks() {
    return List.of();
  }

  /** Names of the states. */
  enum Name {
    /** Waits for its turn, for its table or for what it needs. */
    QUEUED,
    /** Is being executed. */
    RUNNING,
    /** Did its work; what it wrote is published. */
    COMPLETED,
    /** Could not do its work; nothing was published. */
    FAILED,
    /** Was ended from outside; nothing was published. */
    ABORTED;

    /** Whether nothing will change any more. */
    public boolean isFinal() {
      return this != QUEUED && this != RUNNING;
    }
  }

  /**
   * Waits for its turn, for its table or for what it needs.
   *
   * @param notBefore it pauses until then after an attempt that failed
   */
  record Queued(Optional<Instant> notBefore) implements RunState {
    @Override
    public Name name() {
      return Name.QUEUED;
    }

    /** Its turn has come. */
    public Running start(Instant now, String worker) {
      return new Running(now, worker, Optional.empty());
    }

    /** Its turn will not come. */
    public Aborted abort(Instant now, String reason) {
      return new Aborted(Optional.empty(), now, reason);
    }
  }

  /**
   * Is being executed.
   *
   * @param startedAt since when
   * @param worker the replica that executes it
   * @param publishing its result, once it may be published at any moment
   */
  record Running(Instant startedAt, String worker, Optional<RunOutcome> publishing)
      implements RunState {
    @Override
    public Name name() {
      return Name.RUNNING;
    }

    @Override
    public Optional<Instant> started() {
      return Optional.of(startedAt);
    }

    /** From now on it may be published. */
    public Running publish(RunOutcome outcome) {
      return new Running(startedAt, worker, Optional.of(outcome));
    }

    /** Another replica looks after it. */
    public Running takenOverBy(String other) {
      return new Running(startedAt, other, publishing);
    }

    /** It did its work. */
    public Completed complete(Instant now, RunOutcome outcome) {
      return new Completed(startedAt, now, outcome);
    }

    /** It could not do its work. */
    public Failed fail(Instant now, RunError error, List<CheckResult> checks) {
      return new Failed(startedAt, now, error, checks);
    }

    /** It could not do its work yet. */
    public Queued retry(Instant notBefore) {
      return new Queued(Optional.of(notBefore));
    }

    /** Somebody ended it. */
    public Aborted abort(Instant now, String reason) {
      return new Aborted(Optional.of(startedAt), now, reason);
    }
  }

  /** Did its work. */
  record Completed(Instant startedAt, Instant finishedAt, RunOutcome outcome) implements RunState {
    @Override
    public Name name() {
      return Name.COMPLETED;
    }

    @Override
    public List<CheckResult> checks() {
      return outcome.checks();
    }

    @Override
    public Optional<Instant> started() {
      return Optional.of(startedAt);
    }

    @Override
    public Optional<Instant> finished() {
      return Optional.of(finishedAt);
    }
  }

  /** Could not do its work. */
  record Failed(Instant startedAt, Instant finishedAt, RunError error, List<CheckResult> checks)
      implements RunState {
    @Override
    public Name name() {
      return Name.FAILED;
    }

    @Override
    public Optional<Instant> started() {
      return Optional.of(startedAt);
    }

    @Override
    public Optional<Instant> finished() {
      return Optional.of(finishedAt);
    }
  }

  /** Was ended from outside. */
  record Aborted(Optional<Instant> started, Instant finishedAt, String reason) implements RunState {
    @Override
    public Name name() {
      return Name.ABORTED;
    }

    @Override
    public Optional<Instant> finished() {
      return Optional.of(finishedAt);
    }
  }
}
