package dev.streamify.batch.runs;

/** Ends a run that shall not go on. */
public final class RunStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why. */
  public enum Reason {
    /** Somebody asked for it. */
    CANCELLED,
    /** The service ends; another replica or the next start takes it up. */
    SHUTDOWN,
    /** Another replica has taken it over. */
    SUPERSEDED
  }

  /** Ends it. */
  public RunStopped(Reason reason) {
    super("the run was stopped: " + reason);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
