package dev.streamify.local.process;

import java.util.List;
import java.util.Map;

/**
 * How to start one of the platform's processes.
 *
 * @param name its name, which is its log file's name too
 * @param jvmArguments what stands between {@code java} and its arguments' end: flags, class path
 *     and main class, or {@code -jar}
 * @param environment what is added to this process's environment
 * @param priority who comes first when the machine is busy
 */
public record ServiceDefinition(
    String name, List<String> jvmArguments, Map<String, String> environment, Priority priority) {

  /** Copies its collections. */
  public ServiceDefinition {
    jvmArguments = List.copyOf(jvmArguments);
    environment = Map.copyOf(environment);
  }
}
