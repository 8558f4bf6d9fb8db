package dev.streamify.batch.security;

/**
 * Who a request comes from.
 *
 * @param name name of the key, user of the token, or {@code anonymous}
 * @param role what it may do
 * @param kind how it identified itself
 */
public record Caller(String name, Role role, Kind kind) {
  /** How callers identify themselves. */
  public enum Kind {
    /** Not at all, where nobody has to. */
    ANONYMOUS,
    /** With a key of our own. */
    KEY,
    /** With a token of the OpenID provider. */
    TOKEN
  }

  /** Everybody, on a service that knows no callers. */
  public static final Caller ANYBODY = new Caller("anonymous", Role.ADMIN, Kind.ANONYMOUS);
}
