package dev.streamify.bench.process;

import dev.streamify.bench.base.BenchException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A JVM of the platform, started for the measurement; it does not outlive this JVM. */
public final class ChildProcess implements AutoCloseable {
  private static final Duration STOP_GRACE = Duration.ofSeconds(15);

  /** What becomes of a child's standard output. */
  public enum Output {
    /** It goes to the log file. */
    LOG,
    /** It is read by {@link ChildProcess#output}. */
    PIPED
  }

  private final String name;
  private final Process process;
  private final Path log;

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a JVM.
   *
   * @param name its name, which is its log file's name too
   * @param guardAgent jar of the agent that ends the child when this process is gone
   * @param jvmArguments what stands behind {@code java}
   * @param environment what is added to this process's environment
   * @param logs folder of log files
   * @param output what becomes of its standard output
   */
  public static ChildProcess start(
      String name,
      Path guardAgent,
      List<String> jvmArguments,
      Map<String, String> environment,
      Path logs,
      Output output) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-javaagent:" + guardAgent + "=" + ProcessHandle.current().pid());
    command.addAll(jvmArguments);
    Path log = logs.resolve(name + ".log");
    // Standard output is a pipe for whoever talks with the child; services log to the file.
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile()));
    if (output == Output.LOG) {
      builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
    }
    // A catalogue of the caller's own must not shine through.
    builder.environment().keySet().removeIf(variable -> variable.startsWith("STREAMIFY_"));
    builder.environment().putAll(environment);
    try {
      return new ChildProcess(name, builder.start(), log);
    } catch (IOException e) {
      throw BenchException.failed("%s cannot be started: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** Writes to its standard input. */
  public Writer input() {
    return process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Its standard output, when that is piped. */
  public BufferedReader output() {
    return process.inputReader(StandardCharsets.UTF_8);
  }

  /** CPU time that it has used so far, of all its threads, in steps of 10 ms. */
  public Duration cpu() {
    requireAlive();
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(
            () -> BenchException.unusable("this system does not tell the CPU time of a process"));
  }

  /** The most memory that it ever had at a time, resident, MiB; nothing where /proc is not. */
  public OptionalLong peakMemoryMib() {
    requireAlive();
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try {
      return Files.isReadable(status)
          ? Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
              .findFirst()
          : OptionalLong.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether it has done its work.
   *
   * @throws BenchException when it ended with another exit code than 0
   */
  public boolean hasEnded() {
    if (!process.isAlive() && process.exitValue() == 0) {
      return true;
    }
    requireAlive();
    return false;
  }

  /**
   * Throws when it has ended.
   *
   * @throws BenchException with the last line of its log that is not a stack trace's
   */
  public void requireAlive() {
    if (!process.isAlive()) {
      // Indented lines are those of a stack trace.
      List<String> lines =
          log().lines().filter(line -> !line.isEmpty() && !line.startsWith("\t")).toList();
      throw BenchException.failed(
          "%s ended with exit code %d: %s (--work-dir keeps its log)"
              .formatted(
                  name,
                  process.exitValue(),
                  lines.isEmpty() ? "it wrote nothing" : lines.get(lines.size() - 1)));
    }
  }

  /** What it wrote so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs, or is frozen. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it as {@code kill -9} does, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Stops it from running, without its noticing: SIGSTOP. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets it run on: SIGCONT. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      int exit =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (exit != 0) {
        throw BenchException.failed("%s takes no signal %s".formatted(name, signal));
      }
    } catch (IOException e) {
      throw BenchException.unusable("this system has no program 'kill': " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BenchException.failed("interrupted", e);
    }
  }

  /** A loopback port that nobody uses. */
  public static int freePort() {
    return freePorts(1).get(0);
  }

  /** Loopback ports that nobody uses, all different ones. */
  public static List<Integer> freePorts(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      sockets.forEach(ChildProcess::release);
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
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
