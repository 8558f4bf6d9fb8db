package dev.streamify.batch.runs;

/**
 * Why a run is there.
 *
 * @param cause what asked for it
 * @param by who: a principal's name, or the service's part
 */
public record Origin(Cause cause, String by) {
  /** What asks for runs. */
  public enum Cause {
    /** Somebody over HTTP. */
    REQUEST,
    /** The time. */
    SCHEDULE,
    /** New data. */
    SENSOR,
    /** It takes up what another run left undone. */
    RESUME
  }
}
