package dev.streamify.batch.security;

/** What came of a sign-in. */
public sealed interface SignIn {
  /**
   * The caller is known.
   *
   * @param caller who it is
   */
  record Known(Caller caller) implements SignIn {}

  /**
   * Nobody may come in with that.
   *
   * @param reason what to tell, without any part of the secret
   */
  record Refused(String reason) implements SignIn {}

  /**
   * It cannot be said now.
   *
   * @param reason what to tell
   * @param cause for the log
   */
  record Unavailable(String reason, Exception cause) implements SignIn {}
}
