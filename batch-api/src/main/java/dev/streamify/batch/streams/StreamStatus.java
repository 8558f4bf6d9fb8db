package dev.streamify.batch.streams;

/** How a stream is doing, the worst first. */
public enum StreamStatus {
  /** Records wait, and nothing moves. */
  STALLED,
  /** Records wait for longer than agreed. */
  LATE,
  /** More records are rejected than agreed. */
  DEAD_LETTERING,
  /** Records arrive in time. */
  OK,
  /** Kafka or the catalog is away, so nobody knows. */
  UNKNOWN
}
