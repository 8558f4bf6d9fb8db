package dev.streamify.batch.duties;

/** What one replica of several sees to. The names stand in the database. */
public enum Duty {
  /** Schedules and sensors. */
  TRIGGERS,
  /** Failed tasks of sinks. */
  SINKS,
  /** Telling people of alerts. */
  ALERTS,
  /** Telling where data came from. */
  LINEAGE
}
