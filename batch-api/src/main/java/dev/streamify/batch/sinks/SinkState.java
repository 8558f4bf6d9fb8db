package dev.streamify.batch.sinks;

import java.util.List;
import java.util.Optional;

/**
 * A connector at a moment.
 *
 * @param name its name
 * @param known whether it is a sink of the contract
 * @param state what it is
 * @param worker who has it
 * @param trace why it failed
 * @param tasks its tasks
 */
public record SinkState(
    String name,
    boolean known,
    ConnectorState state,
    Optional<String> worker,
    Optional<String> trace,
    List<Task> tasks) {

  /**
   * A task.
   *
   * @param id from 0
   * @param state what it is
   * @param worker who has it
   * @param trace why it failed
   */
  public record Task(
      int id, ConnectorState state, Optional<String> worker, Optional<String> trace) {}

  /** Copies the tasks. */
  public SinkState {
    tasks = List.copyOf(tasks);
  }

  /** A sink of the contract that is not registered. */
  static SinkState missing(String name) {
    return new SinkState(
        name, true, ConnectorState.MISSING, Optional.empty(), Optional.empty(), List.of());
  }

  /** Whether somebody wants it not to run. */
  public boolean isHeld() {
    return state == ConnectorState.PAUSED || state == ConnectorState.STOPPED;
  }

  /** How many of its tasks are in a state. */
  public long tasks(ConnectorState wanted) {
    return tasks.stream().filter(task -> task.state() == wanted).count();
  }

  /** Whether it or a task of it has failed. */
  public boolean hasFailed() {
    return state == ConnectorState.FAILED || tasks(ConnectorState.FAILED) > 0;
  }

  /** The first line of the first trace; absent when nothing has failed. */
  public Optional<String> failure() {
    return trace
        .or(() -> tasks.stream().flatMap(task -> task.trace().stream()).findFirst())
        .flatMap(text -> text.lines().findFirst());
  }
}
