package dev.streamify.batch.http;

import java.util.Optional;

/**
 * What browsers may keep. A rule for all paths in one place, and not filters of the framework:
 * those match paths before anything here could answer for one that cannot be decoded.
 */
final class Caching {
  private Caching() {}

  /** The value of {@code Cache-Control} for a path; empty where an answer says it itself. */
  static Optional<String> of(String path) {
    if (path.startsWith("/api")) {
      return Optional.of("no-store");
    }
    if (path.startsWith("/console/")) {
      // Small files, asked for anew each time and not sent again while they are the same.
      return Optional.of("no-cache");
    }
    if (path.startsWith("/webjars/")) {
      // Libraries have their version in their address.
      return Optional.of("public, max-age=31536000, immutable");
    }
    return Optional.empty();
  }
}
