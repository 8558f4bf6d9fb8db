package dev.streamify.local.process;

import dev.streamify.local.base.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A child process that is started again when it ends without being asked to, a bounded number of
 * times.
 */
public final class ManagedProcess implements AutoCloseable {
  private static final int MAX_RESTARTS = 10;
  private static final Duration RESTART_DELAY = Duration.ofSeconds(1);
  private static final Duration STOP_GRACE = Duration.ofSeconds(15);

  /** How the platform's processes say that their settings are unusable: trying again is no cure. */
  private static final int EXIT_UNUSABLE = 2;

  private final ServiceDefinition service;
  private final List<String> command;
  private final Path logFile;
  private final Consumer<String> console;

  private Process process;
  private int restarts;
  private boolean stopping;
  private Optional<String> failure = Optional.empty();

  private ManagedProcess(
      ServiceDefinition service, List<String> command, Path logFile, Consumer<String> console) {
    this.service = service;
    this.command = command;
    this.logFile = logFile;
    this.console = console;
  }

  /**
   * Starts the process and its supervision.
   *
   * @param service what to start
   * @param guardAgent jar of the agent that ends the child when this process is gone
   * @param logs folder of log files
   * @param console where a restart is told
   */
  public static ManagedProcess start(
      ServiceDefinition service, Path guardAgent, Path logs, Consumer<String> console) {
    List<String> command = new ArrayList<>(service.priority().prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-javaagent:" + guardAgent + "=" + ProcessHandle.current().pid());
    command.addAll(service.jvmArguments());
    ManagedProcess managed =
        new ManagedProcess(service, command, logs.resolve(service.name() + ".log"), console);
    managed.launch();
    Thread supervisor = new Thread(managed::supervise, "supervise-" + service.name());
    supervisor.setDaemon(true);
    supervisor.start();
    return managed;
  }

  private void supervise() {
    try {
      while (shouldRestart(current().waitFor())) {
        TimeUnit.MILLISECONDS.sleep(RESTART_DELAY.toMillis());
        launch();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Process current() {
    return process;
  }

  private synchronized void launch() {
    if (stopping) {
      return;
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
    builder.environment().putAll(service.environment());
    try {
      process = builder.start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw StackException.unusable(
          "%s cannot be started: %s".formatted(service.name(), e.getMessage()), e);
    }
  }

  private synchronized boolean shouldRestart(int exitCode) {
    if (stopping) {
      return false;
    }
    if (exitCode == EXIT_UNUSABLE || restarts >= MAX_RESTARTS) {
      failure =
          Optional.of(
              "%s ended with exit code %d: %s (log: %s)"
                  .formatted(service.name(), exitCode, lastLogLine(), logFile));
      return false;
    }
    restarts++;
    console.accept(
        "%s ended with exit code %d; starting it again (%d of %d, log: %s)"
            .formatted(service.name(), exitCode, restarts, MAX_RESTARTS, logFile));
    return true;
  }

  private String lastLogLine() {
    try {
      List<String> lines = Files.readAllLines(logFile);
      return lines.isEmpty() ? "it wrote nothing" : lines.get(lines.size() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why the process is given up, if it is. */
  public synchronized Optional<String> failure() {
    return failure;
  }

  /** Asks the process to end; {@link #close} waits for it. */
  public synchronized void requestStop() {
    stopping = true;
    process.destroy();
  }

  @Override
  public void close() {
    requestStop();
    try {
      if (!process.waitFor(STOP_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
