package dev.streamify.batch.sinks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what is restarted. It looks at snapshots and remembers, for each connector and task that
 * failed, how often it was restarted; it does nothing itself. What somebody has paused or stopped
 * is never touched, and neither are connectors that the contract does not know.
 *
 * @param histories by part; parts that run well for long are not in it
 */
record Restarts(Map<Part, History> histories) {
  /** Nothing has failed yet. */
  static final Restarts NONE = new Restarts(Map.of());

  /**
   * A connector, or a task of it.
   *
   * @param task absent for the connector itself
   */
  record Part(String connector, Optional<Integer> task) {
    @Override
    public String toString() {
      return task.map(id -> "task %d of %s".formatted(id, connector))
          .orElse("connector " + connector);
    }
  }

  /**
   * What is remembered of a part.
   *
   * @param restarts how often it was restarted
   * @param failedSince since when it has been failed; absent while it is not
   * @param wellSince since when it has been running; absent while it is not
   * @param givenUp whether it was told that it is left failed
   */
  record History(
      int restarts, Optional<Instant> failedSince, Optional<Instant> wellSince, boolean givenUp) {
    static final History NEW = new History(0, Optional.empty(), Optional.empty(), false);
  }

  /**
   * What follows from a snapshot.
   *
   * @param next what is to be remembered; restarts that are due count as done
   * @param due to be restarted now
   * @param givenUp left failed from now on: told once
   */
  record Decision(Restarts next, List<Part> due, List<Part> givenUp) {}

  Restarts {
    histories = Map.copyOf(histories);
  }

  /** How often the tasks of a connector, and itself, were restarted and not forgotten. */
  int tried(String connector) {
    return histories.entrySet().stream()
        .filter(entry -> entry.getKey().connector().equals(connector))
        .mapToInt(entry -> entry.getValue().restarts())
        .sum();
  }

  /** Whether something of a connector is left failed. */
  boolean hasGivenUp(String connector) {
    return histories.entrySet().stream()
        .anyMatch(
            entry -> entry.getKey().connector().equals(connector) && entry.getValue().givenUp());
  }

  /** Forgets what was of a connector: somebody has restarted it. */
  Restarts without(String connector) {
    Map<Part, History> rest = new HashMap<>(histories);
    rest.keySet().removeIf(part -> part.connector().equals(connector));
    return new Restarts(rest);
  }

  /** Decides what follows. Nothing does from Connect being away. */
  Decision after(ConnectSnapshot snapshot, RestartPolicy policy) {
    Map<Part, History> next = new HashMap<>();
    List<Part> due = new ArrayList<>();
    List<Part> givenUp = new ArrayList<>();
    if (!snapshot.isUp()) {
      return new Decision(this, due, givenUp);
    }
    for (SinkState sink : snapshot.sinks()) {
      if (!sink.known()) {
        continue;
      }
      for (Map.Entry<Part, ConnectorState> part : parts(sink).entrySet()) {
        History before = histories.getOrDefault(part.getKey(), History.NEW);
        History now = seen(before, sink, part.getValue(), snapshot.at());
        if (now.failedSince().isPresent() && !sink.isHeld()) {
          now = failed(part.getKey(), now, snapshot.at(), policy, due, givenUp);
        }
        if (isWorthKeeping(now, snapshot.at(), policy)) {
          next.put(part.getKey(), now);
        }
      }
    }
    return new Decision(new Restarts(next), due, givenUp);
  }

  private static Map<Part, ConnectorState> parts(SinkState sink) {
    Map<Part, ConnectorState> parts = new HashMap<>();
    parts.put(new Part(sink.name(), Optional.empty()), sink.state());
    sink.tasks()
        .forEach(task -> parts.put(new Part(sink.name(), Optional.of(task.id())), task.state()));
    return parts;
  }

  private static History seen(History before, SinkState sink, ConnectorState state, Instant now) {
    return switch (state) {
      // While it is held, its failure does not grow older.
      case FAILED ->
          new History(
              before.restarts(),
              sink.isHeld() ? Optional.of(now) : before.failedSince().or(() -> Optional.of(now)),
              Optional.empty(),
              before.givenUp());
      case RUNNING ->
          new History(
              before.restarts(),
              Optional.empty(),
              before.wellSince().or(() -> Optional.of(now)),
              false);
      default -> new History(before.restarts(), Optional.empty(), Optional.empty(), false);
    };
  }

  private static History failed(
      Part part,
      History history,
      Instant now,
      RestartPolicy policy,
      List<Part> due,
      List<Part> givenUp) {
    if (history.restarts() >= policy.tries()) {
      if (!history.givenUp()) {
        givenUp.add(part);
      }
      return new History(history.restarts(), history.failedSince(), Optional.empty(), true);
    }
    Duration failedFor = Duration.between(history.failedSince().orElse(now), now);
    if (failedFor.compareTo(policy.pauseAfter(history.restarts())) < 0) {
      return history;
    }
    due.add(part);
    // From here on the pause until the next one counts.
    return new History(history.restarts() + 1, Optional.of(now), Optional.empty(), false);
  }

  private static boolean isWorthKeeping(History history, Instant now, RestartPolicy policy) {
    if (history.failedSince().isPresent()) {
      return true;
    }
    boolean well =
        history
            .wellSince()
            .filter(since -> !since.plus(policy.forgottenAfter()).isAfter(now))
            .isPresent();
    return history.restarts() > 0 && !well;
  }
}
