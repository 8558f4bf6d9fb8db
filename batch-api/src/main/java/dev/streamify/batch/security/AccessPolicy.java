package dev.streamify.batch.security;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what, for all paths in one place. What no rule speaks of is the admins' alone, so that
 * an endpoint that is forgotten here is closed and not open.
 */
@Singleton
public class AccessPolicy {
  /** Pages of the console, which hold nothing that is secret: the API has what they show. */
  public static final List<String> PAGES =
      List.of("overview", "lineage", "runs", "jobs", "tables", "dead-letters", "sinks", "sign-in");

  private static final Set<String> ASSETS = Set.of("console", "webjars");
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OPERATED =
      Set.of("jobs", "runs", "backfills", "schedules", "sensors", "sinks", "triggers");

  private final boolean openMetrics;

  AccessPolicy(SecurityConfig config) {
    this.openMetrics = config.openMetrics();
  }

  /**
   * The role that a request needs; none for what everybody may.
   *
   * @param method the HTTP method
   * @param segments the path's decoded segments, without empty ones
   */
  public Optional<Role> required(String method, List<String> segments) {
    boolean reading = READING.contains(method);
    if (starts(segments, "q") && segments.size() > 1 && reading) {
      return switch (segments.get(1)) {
        case "health", "openapi" -> Optional.empty();
        case "metrics" -> openMetrics ? Optional.empty() : Optional.of(Role.VIEWER);
        default -> Optional.of(Role.ADMIN);
      };
    }
    if (reading && isConsole(segments)) {
      return Optional.empty();
    }
    if (segments.equals(List.of("api", "v1", "session")) && !reading) {
      return Optional.empty();
    }
    if (!starts(segments, "api", "v1") || starts(segments, "api", "v1", "audit")) {
      return Optional.of(Role.ADMIN);
    }
    if (reading) {
      return Optional.of(Role.VIEWER);
    }
    return Optional.of(
        segments.size() > 2 && OPERATED.contains(segments.get(2)) ? Role.OPERATOR : Role.ADMIN);
  }

  private static boolean isConsole(List<String> segments) {
    return segments.isEmpty()
        || PAGES.contains(segments.get(0))
        || ASSETS.contains(segments.get(0));
  }

  private static boolean starts(List<String> segments, String... beginning) {
    return segments.size() >= beginning.length
        && segments.subList(0, beginning.length).equals(List.of(beginning));
  }
}
