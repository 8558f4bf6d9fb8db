package dev.streamify.enrich.topology;

import dev.streamify.contract.EventStream;
import dev.streamify.contract.RejectReason;

/**
 * Told of every record of one stream that was processed. Called by the processing threads, several
 * at a time, before the transaction that the record belongs to has been committed: after a failure
 * a record can be told twice.
 */
public interface OutcomeListener {
  /** Listens to nothing. */
  OutcomeListener NONE =
      new OutcomeListener() {
        @Override
        public void received(long ageMs) {}

        @Override
        public void enriched() {}

        @Override
        public void deadLettered(RejectReason reason) {}
      };

  /** Knows the listener of each stream, and is asked once per task: never for a record. */
  @FunctionalInterface
  interface ByStream {
    /** The listener of the stream. */
    OutcomeListener of(EventStream stream);
  }

  /**
   * A raw record was taken up.
   *
   * @param ageMs milliseconds since its timestamp, 0 for one of the future or without one
   */
  void received(long ageMs);

  /** A record went to the enriched topic. */
  void enriched();

  /** A record went to the dead-letter topic. */
  void deadLettered(RejectReason reason);
}
