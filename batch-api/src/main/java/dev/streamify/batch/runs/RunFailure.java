package dev.streamify.batch.runs;

import dev.streamify.batch.quality.CheckResult;
import java.util.List;

/** Ends a run that cannot go on. */
public final class RunFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RunError error;
  private final transient List<CheckResult> checks;

  /** Ends a run with an error that is known through and through. */
  public RunFailure(RunError.Code code, String message) {
    this(code, message, List.of());
  }

  /** Ends a run whose checks did not hold. */
  public RunFailure(RunError.Code code, String message, List<CheckResult> checks) {
    super(message);
    this.error = RunError.of(code, message);
    this.checks = List.copyOf(checks);
  }

  /** Why. */
  public RunError error() {
    return error;
  }

  /** What came of the job's checks, as far as they were evaluated. */
  public List<CheckResult> checks() {
    return checks;
  }
}
