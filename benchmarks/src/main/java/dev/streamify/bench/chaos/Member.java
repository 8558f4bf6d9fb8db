package dev.streamify.bench.chaos;

import dev.streamify.bench.process.ChildProcess;
import java.util.function.Supplier;

/** A process of the platform, with what starts it again: whoever runs one has a supervisor. */
public final class Member implements AutoCloseable {
  private final String name;
  private final Supplier<ChildProcess> starter;
  private ChildProcess process;

  private Member(String name, Supplier<ChildProcess> starter) {
    this.name = name;
    this.starter = starter;
    this.process = starter.get();
  }

  static Member start(String name, Supplier<ChildProcess> starter) {
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
    process = starter.get();
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
