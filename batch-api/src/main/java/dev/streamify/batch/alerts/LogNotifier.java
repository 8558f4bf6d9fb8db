package dev.streamify.batch.alerts;

import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Tells the log. */
@Singleton
class LogNotifier {
  private static final Logger LOG = Logger.getLogger("alerts");

  void opened(Alert alert) {
    LOG.log(
        alert.severity().equals(AlertRule.Severity.CRITICAL.name())
            ? Logger.Level.ERROR
            : Logger.Level.WARN,
        "ALERT %s: %s".formatted(alert.id(), alert.cause()));
  }

  void resolved(String id) {
    LOG.infof("RESOLVED %s", id);
  }
}
