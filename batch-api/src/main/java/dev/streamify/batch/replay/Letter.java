package dev.streamify.batch.replay;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/** What a record of a dead-letter topic is. */
sealed interface Letter {
  /** What it says of a letter that tells no reason. */
  String UNKNOWN_REASON = "UNKNOWN";

  /** Why enrich-streams rejected it, as the envelope says. */
  String reason();

  /**
   * It can be sent again.
   *
   * @param reason why it was rejected
   * @param payload the raw record's value
   * @param partition the raw topic's partition that it came from
   * @param timestampMs the raw record's timestamp, epoch milliseconds
   */
  record Replayable(
      String reason, ByteBuffer payload, OptionalInt partition, Optional<Long> timestampMs)
      implements Letter {}

  /**
   * It cannot be sent again.
   *
   * @param reason why it was rejected
   * @param cause why it cannot
   */
  record NotReplayable(String reason, Cause cause) implements Letter {}

  /** Why a letter cannot be sent again. */
  enum Cause {
    /** The raw record had no value: it would only be rejected again. */
    NO_PAYLOAD("the raw record had no value"),
    /** The envelope has only the beginning of the value. */
    CUT("the payload was cut, as the envelope would have been too large"),
    /** It is no envelope of enrich-streams. */
    UNREADABLE("it is no envelope that this version knows"),
    /** The raw topic does not take it. */
    REFUSED("the raw topic refuses it: its size or timestamp is beyond what the topic takes");

    private final String text;

    Cause(String text) {
      this.text = text;
    }

    /** In words. */
    String text() {
      return text;
    }
  }
}
