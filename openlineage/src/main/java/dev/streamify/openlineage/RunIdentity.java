package dev.streamify.openlineage;

import io.openlineage.client.utils.UUIDUtils;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Ids of runs as OpenLineage wants them: UUIDs of version 7, which sort by time. Made of a run's
 * own id they are the same in every process.
 */
public final class RunIdentity {
  private RunIdentity() {}

  /**
   * The UUID of a run that has an id already: the time, and a SHA-1 of time and id.
   *
   * @param at when the run was asked for; always the same for one run
   * @param id the run's id
   */
  public static UUID of(Instant at, String id) {
    return UUIDUtils.generateStaticUUID(at, id.getBytes(StandardCharsets.UTF_8));
  }

  /** A UUID for a run that has no other id. */
  public static UUID next(Instant now) {
    return UUIDUtils.generateNewUUID(now);
  }
}
