package dev.streamify.enrich.topology;

import dev.streamify.contract.RejectReason;

/**
 * Told of every record that was processed. Called by the processing threads, before the transaction
 * that the record belongs to has been committed: after a failure a record can be told twice.
 */
public interface OutcomeListener {
  /** Listens to nothing. */
  OutcomeListener NONE =
      new OutcomeListener() {
        @Override
        public void enriched(String stream) {}

        @Override
        public void deadLettered(String stream, RejectReason reason) {}
      };

  /** A record of the stream went to its enriched topic. */
  void enriched(String stream);

  /** A record of the stream went to its dead-letter topic. */
  void deadLettered(String stream, RejectReason reason);
}
