package dev.streamify.enrich.record;

import dev.streamify.contract.RejectReason;

/**
 * Leaves the reading of a record at its first fault. It never leaves this package: {@link
 * RecordEnricher} turns it into {@link EnrichmentResult.Rejected}. Without a stack trace, as a
 * topic full of garbage must not cost more than a topic full of events.
 */
final class Rejection extends Exception {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  Rejection(RejectReason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  RejectReason reason() {
    return reason;
  }
}
