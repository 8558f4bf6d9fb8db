package dev.streamify.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who comes first when the machine has less to give than is wanted. */
public enum Priority {
  /** As usual. */
  NORMAL,
  /** What is large and can wait: everything else answers meanwhile. */
  BACKGROUND;

  private static final List<Path> NICE = List.of(Path.of("/usr/bin/nice"), Path.of("/bin/nice"));

  /**
   * What stands before the command of such a process; nothing where the system has no such thing.
   */
  List<String> prefix() {
    return this == NORMAL
        ? List.of()
        : NICE.stream()
            .filter(Files::isExecutable)
            .findFirst()
            .map(nice -> List.of(nice.toString(), "-n", "10"))
            .orElse(List.of());
  }
}
