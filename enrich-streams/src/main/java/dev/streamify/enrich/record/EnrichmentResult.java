package dev.streamify.enrich.record;

import dev.streamify.contract.RejectReason;

/** What became of a raw record. */
public sealed interface EnrichmentResult {

  /** A valid event with the added columns. Its bytes belong to whoever asked for it. */
  final class Enriched implements EnrichmentResult {
    private final byte[] key;
    private final byte[] value;

    Enriched(byte[] key, byte[] value) {
      this.key = key;
      this.value = value;
    }

    /** The first key field that the event has, as UTF-8 text; empty when it has none of them. */
    public byte[] key() {
      return key;
    }

    /** One flat JSON object in UTF-8. */
    public byte[] value() {
      return value;
    }
  }

  /**
   * A record that is not an event of the stream.
   *
   * @param reason the stable code
   * @param message what was wrong, with the value
   */
  record Rejected(RejectReason reason, String message) implements EnrichmentResult {}
}
