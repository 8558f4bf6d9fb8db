package dev.streamify.batch.sinks;

import java.util.List;
import java.util.Optional;

/**
 * A connector, as the worker tells.
 *
 * @param name its name
 * @param state its state
 * @param trace why it has failed
 * @param tasks its tasks, by number
 */
public record SinkState(String name, State state, Optional<String> trace, List<Task> tasks) {
  /** States of connectors and tasks, in Kafka Connect's names. */
  public enum State {
    /** It runs, which does not say that anything lands. */
    RUNNING,
    /** It keeps its tasks, which do nothing. */
    PAUSED,
    /** Its tasks are shut down. */
    STOPPED,
    /** It has given up. */
    FAILED,
    /** No worker has it yet. */
    UNASSIGNED,
    /** It is being restarted. */
    RESTARTING,
    /** It is not registered. */
    MISSING
  }

  /**
   * A task of a connector.
   *
   * @param id its number
   * @param state its state
   * @param worker the worker that has it
   * @param trace why it has failed
   */
  public record Task(int id, State state, String worker, Optional<String> trace) {}

  /** Copies the list. */
  public SinkState {
    tasks = List.copyOf(tasks);
  }

  static SinkState missing(String name) {
    return new SinkState(name, State.MISSING, Optional.empty(), List.of());
  }

  /** Whether it or a task of it has failed. */
  public boolean hasFailed() {
    return state == State.FAILED || tasks.stream().anyMatch(task -> task.state() == State.FAILED);
  }

  /** Whether somebody wants it to stand still. */
  public boolean isHeld() {
    return state == State.PAUSED || state == State.STOPPED;
  }

  /** The first line of the first trace; absent when nothing has failed. */
  public Optional<String> failure() {
    return trace
        .or(() -> tasks.stream().flatMap(task -> task.trace().stream()).findFirst())
        .flatMap(text -> text.lines().findFirst());
  }
}
