package dev.streamify.local.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Entry of the jar and of {@code mvn -Plocal}: runs the stack in a JVM of its own with a bounded
 * heap, hands its exit code on, and ends it when this process ends.
 *
 * <p>Exit codes: 0 done, 1 the reconciliation does not hold or the run failed, 2 wrong arguments or
 * environment.
 */
public final class Launcher {
  private static final String MAIN_CLASS = "dev.streamify.local.LocalStack";
  private static final long STOP_TIMEOUT_S = 60;

  private Launcher() {}

  /** Runs the stack with {@code args} and ends this JVM with its exit code. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path jar = jar();
    Process stack = new ProcessBuilder(command(jar, args)).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack), "stop-stack"));
    System.exit(stack.waitFor());
  }

  /** The packaged jar, also when the classes run from its build folder, as Maven does it. */
  private static Path jar() {
    Path location =
        Path.of(
            java.net.URI.create(
                Launcher.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    Path jar = Files.isDirectory(location) ? location.resolveSibling("local-stack.jar") : location;
    if (!Files.isRegularFile(jar)) {
      System.err.println("local-stack: " + jar + " is missing: build it with `mvn package`");
      System.exit(2);
    }
    return jar;
  }

  private static List<String> command(Path jar, String[] args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Small pauses do not matter here, memory does: the broker, Connect and two sinks' Parquet
    // writers fit into 1 GiB.
    command.addAll(List.of("-Xms128m", "-Xmx1g", "-XX:+UseParallelGC"));
    command.add("-XX:MaxHeapFreeRatio=40");
    command.add("-Dfile.encoding=UTF-8");
    for (String inherited : List.of("user.timezone", "user.language", "user.country")) {
      String value = System.getProperty(inherited);
      if (value != null && !value.isEmpty()) {
        command.add("-D" + inherited + "=" + value);
      }
    }
    Path guard = jar.resolveSibling("local-stack-guard.jar");
    command.add("-javaagent:" + guard + "=" + ProcessHandle.current().pid());
    command.addAll(List.of("-cp", jar.toString(), MAIN_CLASS));
    command.addAll(List.of(args));
    return command;
  }

  private static void stop(Process stack) {
    stack.destroy();
    try {
      if (!stack.waitFor(STOP_TIMEOUT_S, TimeUnit.SECONDS)) {
        stack.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stack.destroyForcibly();
    }
  }
}
