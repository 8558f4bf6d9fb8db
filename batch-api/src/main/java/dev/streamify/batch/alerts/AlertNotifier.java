package dev.streamify.batch.alerts;

import java.util.List;

/** Tells people. */
interface AlertNotifier {
  /**
   * Tells of alerts that have opened, are still open, or are over.
   *
   * @return whether they know now; otherwise it is tried again
   */
  boolean tell(List<Alert> alerts);
}
