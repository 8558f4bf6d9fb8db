package dev.streamify.bench.drill;

import java.util.Locale;

/** All drills. */
public enum DrillKind {
  /** A bronze table is dropped while events flow. */
  TABLE_DROPPED,
  /** A bronze table is dropped and made again at once, so that its sink does not notice. */
  TABLE_REPLACED,
  /** A sink's control topic is deleted and made again while events flow. */
  CONTROL_TOPIC,
  /** A raw topic is deleted and made again: its offsets start again. */
  RAW_TOPIC,
  /** An enriched topic is deleted and made again while events flow. */
  ENRICHED_TOPIC,
  /** Compaction and expiry while nothing flows, then workers are killed. */
  EXPIRY,
  /** Nothing for a long time, then events. */
  IDLE;

  Drill make() {
    return switch (this) {
      case TABLE_DROPPED -> new TableDropped();
      case TABLE_REPLACED -> new TableReplaced();
      case CONTROL_TOPIC -> new ControlTopicMadeAnew();
      case RAW_TOPIC -> new RawTopicMadeAnew();
      case ENRICHED_TOPIC -> new EnrichedTopicMadeAnew();
      case EXPIRY -> new ExpiryWhileIdle();
      case IDLE -> new LongIdleness();
    };
  }

  /** As people write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
