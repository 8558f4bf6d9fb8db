package dev.streamify.batch.sinks;

import dev.streamify.batch.duties.Duties;
import dev.streamify.batch.duties.Duty;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Looks at the connectors, and restarts those that have failed. */
@Singleton
public class SinkMonitor {
  private static final Logger LOG = Logger.getLogger(SinkMonitor.class);
  private static final Duration LEASE = Duration.ofSeconds(20);

  private final ConnectClient connect;
  private final ConnectConfig config;
  private final Duties duties;
  private final Clock clock;
  private final List<String> wanted;
  private final RestartPolicy policy;
  private final Map<String, AtomicLong> restarts = new ConcurrentHashMap<>();
  private volatile Optional<SinksState> latest = Optional.empty();

  SinkMonitor(
      ConnectClient connect,
      ConnectConfig config,
      Duties duties,
      EventContract contract,
      Clock clock) {
    this.connect = connect;
    this.config = config;
    this.duties = duties;
    this.clock = clock;
    this.wanted = contract.sinks().stream().map(SinkDefinition::connectorName).toList();
    this.policy =
        new RestartPolicy(
            config.maxRestarts(),
            config.firstBackoff(),
            config.maxBackoff(),
            config.forgiveAfter());
  }

  /** What was seen last; absent before the first look. */
  public Optional<SinksState> latest() {
    return latest;
  }

  /** How often a connector was restarted here since the start of this process. */
  public long restarts(String connector) {
    return restarts.computeIfAbsent(connector, each -> new AtomicLong()).get();
  }

  /** Takes a look; a worker that does not answer is told in the result. One thread at a time. */
  public SinksState look() {
    SinksState state = seen();
    latest = Optional.of(state);
    if (config.restartFailed() && state.trouble().isEmpty()) {
      state.sinks().values().forEach(sink -> restartIfDue(sink, state.seenAt()));
    }
    return state;
  }

  private SinksState seen() {
    try {
      Map<String, SinkState> sinks = new TreeMap<>(connect.all());
      wanted.forEach(name -> sinks.computeIfAbsent(name, SinkState::missing));
      return new SinksState(clock.instant(), Optional.empty(), sinks);
    } catch (ConnectUnavailableException e) {
      return new SinksState(clock.instant(), Optional.of(e.getMessage()), Map.of());
    }
  }

  private void restartIfDue(SinkState sink, Instant now) {
    // Others' connectors are others' business.
    if (!wanted.contains(sink.name())
        || !policy.isDue(sink, now)
        || !duties.take(Duty.SINKS, LEASE)) {
      return;
    }
    policy.restarted(sink.name(), now);
    try {
      connect.restart(sink.name(), true);
      restarts.computeIfAbsent(sink.name(), each -> new AtomicLong()).incrementAndGet();
      LOG.warnf(
          "Sink %s had failed and is restarted, time %d: %s",
          sink.name(), policy.restarts(sink.name()), sink.failure().orElse("no cause told"));
      if (policy.hasGivenUp(sink.name())) {
        LOG.errorf(
            "Sink %s is not restarted any more: mend the cause, then POST /api/v1/sinks/%s/restart",
            sink.name(), sink.name());
      }
    } catch (ConnectUnavailableException e) {
      LOG.warnf("Sink %s cannot be restarted: %s", sink.name(), e.getMessage());
    }
  }
}
