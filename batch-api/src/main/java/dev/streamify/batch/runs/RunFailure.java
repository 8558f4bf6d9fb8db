package dev.streamify.batch.runs;

import java.util.Optional;

/** Ends a run that cannot go on. */
public final class RunFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RunError error;

  /** Ends a run with an error that is known through and through. */
  public RunFailure(RunError.Code code, String message) {
    super(message);
    this.error = new RunError(code, message, Optional.empty());
  }

  /** Why. */
  public RunError error() {
    return error;
  }
}
