package dev.streamify.batch.openlineage;

import dev.streamify.batch.bootstrap.BootstrapService;
import dev.streamify.batch.bootstrap.BootstrapState;
import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.duties.Duties;
import dev.streamify.batch.duties.Duty;
import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.history.RunStore;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.kafka.KafkaSettings;
import dev.streamify.batch.loops.Loop;
import dev.streamify.batch.loops.Troubles;
import dev.streamify.batch.runs.Run;
import dev.streamify.contract.EventContract;
import dev.streamify.openlineage.EventTransport;
import dev.streamify.openlineage.EventTransport.Outcome;
import dev.streamify.openlineage.LineageJson;
import dev.streamify.openlineage.LineageSettings;
import dev.streamify.openlineage.TopicDatasets;
import io.micrometer.core.instrument.MeterRegistry;
import io.openlineage.client.OpenLineage;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sends what waits in the outbox, in order and on a thread of its own: one replica at a time. While
 * the receiver is away it tries on with growing pauses, and no run notices.
 */
@Singleton
class LineageSender {
  private static final Logger LOG = Logger.getLogger(LineageSender.class);
  private static final URI PRODUCER = URI.create("urn:streamify:batch-api");
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int BATCH = 100;

  /** So often an event is made in vain; by the pauses that is a quarter of an hour. */
  private static final int MAX_TRIES = 20;

  private final Outbox outbox;
  private final RunStore store;
  private final Duties duties;
  private final BootstrapService bootstrap;
  private final RunEvents events;
  private final SinkEvents sinks;
  private final EventTransport transport;
  private final LineageConfig config;
  private final MeterRegistry meters;
  private volatile boolean ending;
  private Optional<Loop> loop = Optional.empty();
  private boolean sinksTold;
  private long tried;
  private int tries;

  LineageSender(
      Outbox outbox,
      RunStore store,
      Duties duties,
      BootstrapService bootstrap,
      JobCatalogue jobs,
      Engine engine,
      Lakehouse lakehouse,
      EventContract contract,
      KafkaSettings kafka,
      LineageConfig config,
      MeterRegistry meters,
      Clock clock) {
    this.outbox = outbox;
    this.store = store;
    this.duties = duties;
    this.bootstrap = bootstrap;
    this.config = config;
    this.meters = meters;
    LineageSettings settings = config.settings();
    OpenLineage model = new OpenLineage(PRODUCER);
    TableDatasets tables = new TableDatasets(model, lakehouse);
    this.events = new RunEvents(model, settings.namespace(), jobs, tables, engine);
    this.sinks =
        new SinkEvents(
            model,
            settings.namespace(),
            contract,
            new TopicDatasets(model, kafka.bootstrapServers()),
            tables,
            clock);
    this.transport = EventTransport.of(settings);
  }

  void onStart(@Observes StartupEvent event) {
    for (String outcome : List.of("sent", "failed", "dropped")) {
      count(outcome, 0);
    }
    if (config.settings().isOn()) {
      loop =
          Optional.of(
              Loop.of(
                      "lineage",
                      LOOK_EVERY,
                      this::look,
                      new Troubles(LOG),
                      "Lineage events wait for better times")
                  .pausingUpTo(LONGEST_PAUSE)
                  .start());
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    ending = true;
    loop.ifPresent(Loop::end);
  }

  // Whatever goes wrong here is the environment's: the receiver, the database or the catalog is
  // away.
  private void look() {
    try {
      tellSinks();
      tellRuns();
    } catch (RuntimeException e) {
      count("failed", 1);
      throw e;
    }
  }

  /** Tells once what the sinks do: that of another start or replica is the same. */
  private void tellSinks() {
    if (!sinksTold && bootstrap.state() instanceof BootstrapState.Done) {
      sinks.all().forEach(this::send);
      sinksTold = true;
    }
  }

  private void tellRuns() {
    List<Outbox.Entry> waiting = outbox.oldest(BATCH);
    if (waiting.size() == BATCH && outbox.size() > config.maxWaiting()) {
      count("dropped", outbox.keepNewest(config.maxWaiting()));
      waiting = outbox.oldest(BATCH);
    }
    for (Outbox.Entry entry : waiting) {
      if (ending || !duties.take(Duty.LINEAGE, LEASE)) {
        return;
      }
      store.find(entry.run()).flatMap(run -> event(entry, run)).ifPresent(this::send);
      outbox.remove(entry);
    }
  }

  /** Absent when it could not be made for long: it must not keep all later ones from being told. */
  private Optional<OpenLineage.RunEvent> event(Outbox.Entry entry, Run run) {
    try {
      Optional<Run> parent = run.parent().flatMap(store::find);
      return Optional.of(events.of(entry.type(), entry.at(), run, parent));
    } catch (RuntimeException e) {
      tries = entry.seq() == tried ? tries + 1 : 1;
      tried = entry.seq();
      if (tries < MAX_TRIES) {
        throw e;
      }
      LOG.errorf(e, "The lineage event %s of run %s is dropped", entry.type(), run.id());
      count("dropped", 1);
      return Optional.empty();
    }
  }

  /** Sends an event. Back from here it is seen to: it arrived, or never will. */
  private void send(OpenLineage.BaseEvent event) {
    Outcome outcome = transport.send(LineageJson.of(event));
    if (outcome instanceof Outcome.Failed failed) {
      throw new IllegalStateException(failed.why());
    }
    if (outcome instanceof Outcome.Refused refused) {
      count("dropped", 1);
      LOG.warnf("A lineage event was refused and is dropped: %s", refused.why());
    } else {
      count("sent", 1);
    }
  }

  private void count(String outcome, int events) {
    meters.counter("streamify.lineage.events", "outcome", outcome).increment(events);
  }
}
