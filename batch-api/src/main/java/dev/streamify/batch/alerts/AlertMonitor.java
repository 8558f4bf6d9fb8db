package dev.streamify.batch.alerts;

import dev.streamify.batch.duties.Duties;
import dev.streamify.batch.duties.Duty;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Opens and resolves alerts, and sees to it that people hear of each once when it opens, now and
 * then while it lasts, and once when it is over. One replica does it; all know what is open.
 */
@Singleton
public class AlertMonitor {
  private static final Duration LEASE = Duration.ofSeconds(20);

  private final List<ConditionSource> sources;
  private final AlertStore store;
  private final LogNotifier log;
  private final WebhookNotifier webhook;
  private final Duties duties;
  private final AlertsConfig config;
  private final Clock clock;
  private final AlertBook book = new AlertBook();
  private final Map<String, Long> open = new ConcurrentHashMap<>();

  AlertMonitor(
      @All List<ConditionSource> sources,
      AlertStore store,
      LogNotifier log,
      WebhookNotifier webhook,
      Duties duties,
      AlertsConfig config,
      Clock clock,
      MeterRegistry registry) {
    this.sources = sources;
    this.store = store;
    this.log = log;
    this.webhook = webhook;
    this.duties = duties;
    this.config = config;
    this.clock = clock;
    Arrays.stream(AlertRule.values()).forEach(rule -> gauge(registry, rule));
  }

  private void gauge(MeterRegistry registry, AlertRule rule) {
    Gauge.builder("streamify.alerts.open", open, counts -> counts.getOrDefault(rule.text(), 0L))
        .description("Open alerts")
        .tag("alert", rule.text())
        .register(registry);
  }

  /**
   * Takes note of what was seen.
   *
   * @throws dev.streamify.batch.database.DatabaseUnavailableException when the database is away
   */
  public void look(Seen seen) {
    if (!config.enabled()) {
      return;
    }
    // Sources that remember have to see everything, on every replica.
    List<Condition> conditions =
        sources.stream().flatMap(source -> source.conditions(seen)).toList();
    if (duties.take(Duty.ALERTS, LEASE)) {
      change(book.look(conditions, unknown(seen), store.open(), clock.instant()));
      tell();
      store.forget(clock.instant().minus(config.keep()));
    }
    count();
  }

  private Set<AlertRule> unknown(Seen seen) {
    Set<AlertRule> unknown = EnumSet.noneOf(AlertRule.class);
    sources.forEach(source -> unknown.addAll(source.unknown(seen)));
    return unknown;
  }

  private void change(AlertBook.Changes changes) {
    Instant now = clock.instant();
    for (Alert alert : changes.opened()) {
      store.open(alert);
      log.opened(alert);
    }
    changes.causes().forEach(store::cause);
    for (String id : changes.resolved()) {
      store.resolve(id, now);
      log.resolved(id);
    }
  }

  private void tell() {
    Instant now = clock.instant();
    List<Alert> untold = store.untold(now.minus(config.repeatAfter()));
    if (untold.isEmpty() || !webhook.tell(untold)) {
      return;
    }
    for (Alert alert : untold) {
      if (alert.isOpen()) {
        store.toldOpen(alert.id(), now);
      } else {
        store.toldResolved(alert.id());
      }
    }
  }

  private void count() {
    Map<String, Long> now =
        store.open().stream()
            .map(Alert::name)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    open.keySet().retainAll(now.keySet());
    open.putAll(now);
  }

  /** The service ends: another replica takes over at once. */
  public void stop() {
    duties.release(Duty.ALERTS);
  }
}
