package dev.streamify.batch.runs;

import java.util.Optional;

/**
 * Why a run is there.
 *
 * @param cause what asked for it
 * @param by who: a principal's name, or the service's part
 * @param request the id of the request that asked for it; absent when nobody's request did
 */
public record Origin(Cause cause, String by, Optional<String> request) {
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

  /** Something that is nobody's request. */
  public Origin(Cause cause, String by) {
    this(cause, by, Optional.empty());
  }
}
