package dev.streamify.batch.triggers;

import java.util.Locale;

/** What starts runs. */
enum TriggerKind {
  /** The time. */
  SCHEDULE,
  /** New data. */
  SENSOR;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
