package dev.streamify.sim.wire;

import java.nio.charset.StandardCharsets;

/** A piece of JSON that occurs in many events, encoded once. */
public final class Encoded {
  /** No bytes at all. */
  public static final Encoded NOTHING = new Encoded("");

  private final byte[] bytes;

  private Encoded(String text) {
    this.bytes = text.getBytes(StandardCharsets.UTF_8);
  }

  /** The text in UTF-8. */
  public static Encoded of(String text) {
    return new Encoded(text);
  }

  byte[] bytes() {
    return bytes;
  }
}
