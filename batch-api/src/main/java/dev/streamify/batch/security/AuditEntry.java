package dev.streamify.batch.security;

import java.time.Instant;

/**
 * A change, or an attempt at one.
 *
 * @param at when it was answered
 * @param caller who asked for it
 * @param role the caller's role, {@code none} when it is not known
 * @param address where the request came from
 * @param method the HTTP method
 * @param path the path, without the query
 * @param requestId the answer's {@code X-Request-Id}
 * @param target what came of it, as a path
 * @param status the HTTP status of the answer
 */
public record AuditEntry(
    Instant at,
    String caller,
    String role,
    String address,
    String method,
    String path,
    String requestId,
    String target,
    int status) {
  private static final int MAX_PATH = 500;

  /** Cuts what would not fit, and takes secrets out of it. */
  public AuditEntry {
    path = cut(path);
    target = cut(target);
  }

  private static String cut(String text) {
    String safe = Redaction.of(text);
    return safe.length() <= MAX_PATH ? safe : safe.substring(0, MAX_PATH);
  }
}
