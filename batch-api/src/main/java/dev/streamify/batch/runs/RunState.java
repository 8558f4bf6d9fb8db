package dev.streamify.batch.runs;

import dev.streamify.batch.quality.CheckResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a run stands. States are values; the methods are the only ways from one to the next.
 *
 * <pre>
 *            start            complete
 *  Queued ---------> Running ----------> Completed
 *    |                 |  \     fail
 *    |      abort      |   \-----------> Failed
 *    +-----------------+
 *             \------------------------> Aborted
 * </pre>
 */
public sealed interface RunState {
  /** When the run was asked for. */
  Instant requestedAt();

  /** Whether nothing will change any more. */
  default boolean isFinal() {
    return true;
  }

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

  /** The name of the state, as it stands in answers. */
  Name name();

  /** Names of the states. */
  enum Name {
    /** Waits for its turn or for its table. */
    QUEUED,
    /** Is being executed. */
    RUNNING,
    /** Did its work; what it wrote is published. */
    COMPLETED,
    /** Could not do its work; nothing was published. */
    FAILED,
    /** Was ended from outside; nothing was published. */
    ABORTED
  }

  /** Waits for its turn or for its table. */
  record Queued(Instant requestedAt) implements RunState {
    @Override
    public Name name() {
      return Name.QUEUED;
    }

    @Override
    public boolean isFinal() {
      return false;
    }

    /** Its turn has come. */
    public Running start(Instant now) {
      return new Running(requestedAt, now);
    }

    /** Its turn will not come. */
    public Aborted abort(Instant now, String reason) {
      return new Aborted(requestedAt, now, reason);
    }
  }

  /** Is being executed. */
  record Running(Instant requestedAt, Instant startedAt) implements RunState {
    @Override
    public Name name() {
      return Name.RUNNING;
    }

    @Override
    public Optional<Instant> started() {
      return Optional.of(startedAt);
    }

    @Override
    public boolean isFinal() {
      return false;
    }

    /** It did its work. */
    public Completed complete(Instant now, RunOutcome outcome) {
      return new Completed(requestedAt, startedAt, now, outcome);
    }

    /** It could not do its work. */
    public Failed fail(Instant now, RunError error, List<CheckResult> checks) {
      return new Failed(requestedAt, startedAt, now, error, checks);
    }

    /** Somebody ended it. */
    public Aborted abort(Instant now, String reason) {
      return new Aborted(requestedAt, now, reason);
    }
  }

  /** Did its work. */
  record Completed(Instant requestedAt, Instant startedAt, Instant finishedAt, RunOutcome outcome)
      implements RunState {
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
  record Failed(
      Instant requestedAt,
      Instant startedAt,
      Instant finishedAt,
      RunError error,
      List<CheckResult> checks)
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
  record Aborted(Instant requestedAt, Instant finishedAt, String reason) implements RunState {
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
