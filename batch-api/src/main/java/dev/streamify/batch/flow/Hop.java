package dev.streamify.batch.flow;

import java.util.Locale;

/** A step on a stream's way. */
public enum Hop {
  /** From the raw topic to the enriched or the dead-letter topic, by enrich-streams. */
  ENRICH,
  /** From the enriched topic to bronze, by the stream's sink. */
  LAND,
  /** From the dead-letter topic to its table, by the dead letters' sink. */
  LAND_DEAD_LETTERS,
  /** From bronze to silver, by runs. */
  DEDUP;

  /** As metrics and the API name it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a sink does it. */
  public boolean isLanding() {
    return this == LAND || this == LAND_DEAD_LETTERS;
  }
}
