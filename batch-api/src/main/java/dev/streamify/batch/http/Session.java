package dev.streamify.batch.http;

import java.time.Instant;

/**
 * A browser's sign-in. It holds what was signed in with and nothing that was concluded from it, so
 * a key that is taken out of service ends its sessions at once.
 *
 * @param credential a key or a token; must never be shown
 * @param csrf what changes have to bring as {@code X-CSRF-Token}
 * @param expires UTC
 */
record Session(String credential, String csrf, Instant expires) {
  /** The header that proves that a change comes from a page of ours. */
  static final String HEADER = "X-CSRF-Token";

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Session until " + expires;
  }
}
