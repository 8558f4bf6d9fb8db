package dev.streamify.bench.chaos;

import dev.streamify.bench.process.ChildProcess;
import java.util.Map;
import java.util.function.Function;

/** A process of the platform, with what starts it again: whoever runs one has a supervisor. */
public final class Member implements AutoCloseable {
  private final String name;
  private final Function<Map<String, String>, ChildProcess> starter;
  private ChildProcess process;

  private Member(String name, Function<Map<String, String>, ChildProcess> starter) {
    this.name = name;
    this.starter = starter;
    this.process = starter.apply(Map.of());
  }

  /**
   * Starts one.
   *
   * @param starter starts it with the variables that it is given beside its own
   */
  static Member start(String name, Function<Map<String, String>, ChildProcess> starter) {
    return new Member(name, starter);
  }

  /** Its name, which is its log file's too. */
  public String name() {
    return name;
  }

  /** The process as it is now. */
  public ChildProcess process() {
    return process;
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.kill();
  }

  /** Starts it again; the process before has ended. */
  public void restart() {
    restart(Map.of());
  }

  /** With variables that it has this time only. */
  void restart(Map<String, String> more) {
    process = starter.apply(more);
  }

  /** A process that ended by itself is started again, as an orchestrator would. */
  public boolean reviveIfEnded() {
    if (process.isAlive()) {
      return false;
    }
    restart();
    return true;
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      // One that is frozen would not end.
      process.thaw();
    }
    process.close();
  }
}
