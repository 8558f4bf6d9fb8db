package dev.streamify.docker;

import java.util.Map;
import java.util.Optional;

/** What the build sets for test JVMs goes to those in containers too. */
final class QuickJvm {
  private static final String VARIABLE = "JAVA_TOOL_OPTIONS";

  private QuickJvm() {}

  static Map<String, String> environment() {
    return Optional.ofNullable(System.getenv(VARIABLE))
        .filter(options -> !options.isBlank())
        .map(options -> Map.of(VARIABLE, options))
        .orElse(Map.of());
  }
}
