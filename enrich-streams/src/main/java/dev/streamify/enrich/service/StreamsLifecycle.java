package dev.streamify.enrich.service;

import dev.streamify.contract.EventContract;
import dev.streamify.enrich.service.TopicPreflight.Finding;
import dev.streamify.enrich.topology.EnrichmentTopology;
import dev.streamify.enrich.topology.OutcomeListener;
import dev.streamify.enrich.topology.RecordLimits;
import dev.streamify.enrich.topology.StreamsProperties;
import dev.streamify.enrich.topology.StreamsSettings;
import dev.streamify.enrich.topology.TopologySettings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/** Waits for Kafka and its topics, starts the topology, and ends it with the process. */
@ApplicationScoped
class StreamsLifecycle {
  private static final Logger LOG = Logger.getLogger(StreamsLifecycle.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration MAX_CLOSING_TIME = Duration.ofSeconds(10);

  private final EnrichConfig config;
  private final StreamsSettings settings;
  private final EventContract contract;
  private final Clock clock;
  private final OutcomeListener.ByStream listeners;
  private final StreamsUncaughtExceptionHandler failurePolicy;
  private final StreamsMetrics metrics;
  private final StreamsLineage lineage;
  private final Thread starter = new Thread(this::start, "enrich-start");
  private volatile StreamsStatus status;

  @Inject
  StreamsLifecycle(
      EnrichConfig config,
      StreamsSettings settings,
      EventContract contract,
      Clock clock,
      OutcomeListener.ByStream listeners,
      StreamsUncaughtExceptionHandler failurePolicy,
      StreamsMetrics metrics,
      StreamsLineage lineage) {
    this.config = config;
    this.settings = settings;
    this.contract = contract;
    this.clock = clock;
    this.listeners = listeners;
    this.failurePolicy = failurePolicy;
    this.metrics = metrics;
    this.lineage = lineage;
    this.status = new StreamsStatus.WaitingForKafka(settings.bootstrapServers(), "starting");
  }

  StreamsStatus status() {
    return status;
  }

  void onStart(@Observes StartupEvent event) {
    starter.setDaemon(true);
    starter.start();
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    starter.interrupt();
    starter.join(MAX_CLOSING_TIME.toMillis());
    metrics.close();
    if (status instanceof StreamsStatus.Started started) {
      // Leaving the group gives the partitions to others, or to the next start, at once.
      started
          .streams()
          .close(
              CloseOptions.timeout(MAX_CLOSING_TIME)
                  .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }
    lineage.stopped();
  }

  private void start() {
    try {
      awaitTopics();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.errorf("enrich-streams can not start: %s", EnrichStreams.rootCause(e));
      Quarkus.asyncExit(EnrichStreams.CANNOT_START);
    }
  }

  private void awaitTopics() throws InterruptedException {
    Admin admin = Admin.create(adminProperties());
    try {
      awaitTopics(new TopicPreflight(admin, contract));
    } finally {
      // Without patience: a call that Kafka has not answered must not hold up the end.
      admin.close(Duration.ZERO);
    }
  }

  private void awaitTopics(TopicPreflight preflight) throws InterruptedException {
    Instant startedAt = clock.instant();
    while (true) {
      Finding finding = preflight.look();
      if (finding instanceof Finding.Ready ready) {
        run(ready.limits());
        return;
      }
      changeTo(waiting(finding));
      Duration most = config.startupTimeout();
      if (!most.isZero() && startedAt.plus(most).isBefore(clock.instant())) {
        LOG.errorf("gave up after %d s: %s", most.toSeconds(), status.describe());
        Quarkus.asyncExit(EnrichStreams.CANNOT_START);
        return;
      }
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    }
  }

  private StreamsStatus waiting(Finding finding) {
    return finding instanceof Finding.Missing missing
        ? new StreamsStatus.WaitingForTopics(missing.topics())
        : new StreamsStatus.WaitingForKafka(
            settings.bootstrapServers(), ((Finding.Away) finding).cause());
  }

  private void changeTo(StreamsStatus next) {
    if (!next.equals(status)) {
      LOG.warn(next.describe());
      status = next;
    }
  }

  private void run(RecordLimits limits) {
    TopologySettings topology = new TopologySettings(config.eventTime().toBounds(), limits);
    KafkaStreams streams =
        new KafkaStreams(
            EnrichmentTopology.build(contract, topology, clock, listeners),
            StreamsProperties.of(settings, contract, limits, clock));
    streams.setUncaughtExceptionHandler(failurePolicy);
    streams.setStateListener((now, before) -> stateChanged(now));
    metrics.bind(streams);
    status = new StreamsStatus.Started(streams);
    streams.start();
  }

  private void stateChanged(KafkaStreams.State now) {
    LOG.infof("Kafka Streams is %s", now);
    if (now == KafkaStreams.State.RUNNING) {
      lineage.running();
    } else if (now == KafkaStreams.State.ERROR) {
      lineage.failed();
    }
  }

  private Map<String, Object> adminProperties() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, settings.applicationId() + "-preflight");
    properties.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
    properties.putAll(settings.clientProperties());
    return properties;
  }
}
