package dev.streamify.batch.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides when conditions become alerts and when these are over. What comes and goes within moments
 * is neither.
 *
 * <p>Not for several threads.
 */
final class AlertBook {
  /** So long a condition has to be gone before its alert is over. */
  static final Duration GONE = Duration.ofSeconds(10);

  private final Map<String, Instant> holdsSince = new HashMap<>();
  private final Map<String, Instant> goneSince = new HashMap<>();

  /**
   * What changes.
   *
   * @param opened alerts that are open from now on
   * @param causes what is seen now of alerts that stay open, by id; only where it is new
   * @param resolved ids of alerts that are over
   */
  record Changes(List<Alert> opened, Map<String, String> causes, List<String> resolved) {}

  /**
   * Compares what is wrong with what is open.
   *
   * @param unknown rules of which nobody can tell now
   */
  Changes look(List<Condition> conditions, Set<AlertRule> unknown, List<Alert> open, Instant now) {
    Map<String, Condition> holding =
        conditions.stream()
            .collect(Collectors.toMap(Condition::id, Function.identity(), (one, other) -> one));
    Map<String, Alert> known =
        open.stream().collect(Collectors.toMap(Alert::id, Function.identity()));
    holdsSince.keySet().retainAll(holding.keySet());
    goneSince.keySet().retainAll(known.keySet());
    return new Changes(
        opened(holding, known, now),
        causes(holding, known),
        resolved(holding, known, unknown, now));
  }

  private List<Alert> opened(
      Map<String, Condition> holding, Map<String, Alert> known, Instant now) {
    List<Alert> opened = new ArrayList<>();
    holding.forEach(
        (id, condition) -> {
          Instant since = holdsSince.computeIfAbsent(id, each -> now);
          boolean longEnough = !since.plus(condition.rule().patience()).isAfter(now);
          if (longEnough && !known.containsKey(id)) {
            opened.add(Alert.of(condition, now));
          }
        });
    return opened;
  }

  private static Map<String, String> causes(
      Map<String, Condition> holding, Map<String, Alert> known) {
    Map<String, String> causes = new HashMap<>();
    known.forEach(
        (id, alert) -> {
          Condition condition = holding.get(id);
          if (condition != null && !condition.cause().equals(alert.cause())) {
            causes.put(id, condition.cause());
          }
        });
    return causes;
  }

  private List<String> resolved(
      Map<String, Condition> holding,
      Map<String, Alert> known,
      Set<AlertRule> unknown,
      Instant now) {
    Set<String> held = unknown.stream().map(AlertRule::text).collect(Collectors.toSet());
    List<String> resolved = new ArrayList<>();
    known.forEach(
        (id, alert) -> {
          if (holding.containsKey(id) || held.contains(alert.name())) {
            goneSince.remove(id);
          } else if (!goneSince.computeIfAbsent(id, each -> now).plus(GONE).isAfter(now)) {
            resolved.add(id);
          }
        });
    return resolved;
  }
}
