package dev.streamify.bench.chaos;

import dev.streamify.bench.process.ChildProcess;
import java.util.function.Supplier;

/** A process of the platform, with what starts it again: whoever runs one has a supervisor. */
final class Member implements AutoCloseable {
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

  String name() {
    return name;
  }

  ChildProcess process() {
    return process;
  }

  void kill() {
    process.kill();
  }

  void restart() {
    process = starter.get();
  }

  /** A process that ended by itself is started again, as an orchestrator would. */
  boolean reviveIfEnded() {
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
