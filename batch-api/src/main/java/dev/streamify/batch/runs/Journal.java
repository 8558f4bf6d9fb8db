package dev.streamify.batch.runs;

/** Where a run tells about itself while it goes on. */
public interface Journal {
  /** How much a line matters. */
  enum Severity {
    /** As expected. */
    INFO,
    /** People should know. */
    WARN,
    /** It ended the attempt. */
    ERROR
  }

  /** Adds a line to the run's log. */
  void line(Severity severity, String text);

  /** Tells how far the run is; newer replaces older. */
  void progress(RunProgress progress);

  /**
   * Notes for good that the run is about to publish.
   *
   * @return whether it may: not when the run was taken over by another replica meanwhile
   */
  boolean publishing(RunOutcome outcome);
}
