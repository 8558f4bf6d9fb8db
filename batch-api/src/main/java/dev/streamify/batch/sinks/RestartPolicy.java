package dev.streamify.batch.sinks;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides when a failed connector is restarted: after a pause that doubles each time, and not for
 * ever, since what fails again and again needs somebody who looks at it.
 *
 * <p>Not for several threads.
 */
final class RestartPolicy {
  private final int maxRestarts;
  private final Duration firstBackoff;
  private final Duration maxBackoff;
  private final Duration forgiveAfter;
  private final Map<String, History> histories = new HashMap<>();

  /**
   * What a connector has been through.
   *
   * @param restarts how often it was restarted in a row
   * @param failedSince since when it is failed; absent while it is not
   * @param wellSince since when it is not failed; absent while it is
   */
  private record History(
      int restarts, Optional<Instant> failedSince, Optional<Instant> wellSince) {}

  RestartPolicy(
      int maxRestarts, Duration firstBackoff, Duration maxBackoff, Duration forgiveAfter) {
    this.maxRestarts = maxRestarts;
    this.firstBackoff = firstBackoff;
    this.maxBackoff = maxBackoff;
    this.forgiveAfter = forgiveAfter;
  }

  /** Takes a look, and tells whether the connector is to be restarted now. */
  boolean isDue(SinkState sink, Instant now) {
    History before =
        histories.getOrDefault(sink.name(), new History(0, Optional.empty(), Optional.empty()));
    if (!sink.hasFailed() || sink.isHeld()) {
      well(sink.name(), before, now);
      return false;
    }
    Instant failed = before.failedSince().orElse(now);
    histories.put(
        sink.name(), new History(before.restarts(), Optional.of(failed), Optional.empty()));
    return before.restarts() < maxRestarts && !failed.plus(backoff(before.restarts())).isAfter(now);
  }

  private void well(String name, History before, Instant now) {
    Instant since = before.wellSince().orElse(now);
    boolean forgiven = !since.plus(forgiveAfter).isAfter(now);
    if (before.restarts() == 0 || forgiven) {
      histories.remove(name);
    } else {
      histories.put(name, new History(before.restarts(), Optional.empty(), Optional.of(since)));
    }
  }

  private Duration backoff(int restarts) {
    Duration pause = firstBackoff;
    for (int i = 0; i < restarts && pause.compareTo(maxBackoff) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(maxBackoff) < 0 ? pause : maxBackoff;
  }

  /** Notes that it was restarted; its pause begins anew. */
  void restarted(String connector, Instant now) {
    int before = restarts(connector);
    histories.put(connector, new History(before + 1, Optional.of(now), Optional.empty()));
  }

  /** How often it was restarted since it last ran well. */
  int restarts(String connector) {
    History history = histories.get(connector);
    return history == null ? 0 : history.restarts();
  }

  /** Whether it is left to people. */
  boolean hasGivenUp(String connector) {
    return restarts(connector) >= maxRestarts;
  }
}
