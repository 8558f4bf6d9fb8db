package dev.streamify.batch.security;

import java.util.Base64;
import java.util.Optional;

/** What sessions of browsers are sealed with. */
public final class SessionKey {
  /** Its length. */
  public static final int BYTES = 32;

  /** The setting that holds it. */
  static final String SETTING = "streamify.batch.console.session-key";

  private SessionKey() {}

  /**
   * Reads a key.
   *
   * @param text base64
   * @return none, when that is not base64 of {@link #BYTES} bytes; the service does not start then
   */
  public static Optional<byte[]> of(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text.strip()))
          .filter(key -> key.length == BYTES);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
