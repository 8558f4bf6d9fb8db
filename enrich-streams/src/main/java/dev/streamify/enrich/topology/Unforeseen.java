package dev.streamify.enrich.topology;

import dev.streamify.contract.RejectReason;
import dev.streamify.enrich.record.EnrichmentResult.Rejected;

/** A record on which our own code failed: a defect, but no reason to stop or to lose the record. */
final class Unforeseen {
  private Unforeseen() {}

  static Rejected rejection(Exception failure) {
    return new Rejected(
        RejectReason.INTERNAL_ERROR,
        "a defect of enrich-streams, please report it with this payload: " + failure);
  }
}
