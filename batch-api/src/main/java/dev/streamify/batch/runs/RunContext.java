package dev.streamify.batch.runs;

import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.engine.EngineListener;
import dev.streamify.batch.engine.EngineProgress;
import dev.streamify.batch.engine.EngineSession;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * What a job's program gets to work with: the run, an engine session that ends when the run is
 * stopped, and a way to tell how far it is. Used by one thread; only {@link #stop} comes from
 * others.
 */
public final class RunContext {
  private final Run run;
  private final Journal journal;
  private final Clock clock;
  private final AtomicReference<RunStopped.Reason> stopped = new AtomicReference<>();
  private final AtomicReference<EngineSession> session = new AtomicReference<>();
  private RunProgress progress;

  /** Prepares the execution of a run. */
  public RunContext(Run run, Journal journal, Clock clock) {
    this.run = run;
    this.journal = journal;
    this.clock = clock;
    this.progress = RunProgress.starting(clock.instant());
  }

  /** The run's name. */
  public RunId id() {
    return run.id();
  }

  /** Tells what belongs together, from the request to the snapshot. */
  public String correlationId() {
    return run.correlationId();
  }

  /** What was asked for. */
  public RunRequest request() {
    return run.request();
  }

  /** Which attempt this is, from 1. */
  public int attempt() {
    return run.attempt();
  }

  /**
   * Opens the run's session. What it executes ends when the run is stopped.
   *
   * @param settings session settings in the engine's own names
   */
  public EngineSession open(Engine engine, Map<String, String> settings) {
    requireGoingOn();
    EngineSession opened =
        engine.open(
            new Engine.Request(
                run.id().value(),
                Optional.of(run.correlationId()),
                sessionOf(run),
                settings,
                new Telling()));
    session.set(opened);
    return opened;
  }

  /** The engine session of a run's attempt; known without having been noted anywhere. */
  public static UUID sessionOf(Run run) {
    return UUID.nameUUIDFromBytes(
        (run.id().value() + "/" + run.attempt()).getBytes(StandardCharsets.UTF_8));
  }

  /** Tells what is done next. */
  public void step(String name) {
    requireGoingOn();
    note(now -> now.at(name, clock.instant()));
  }

  /** Tells how many rows will be read. */
  public void rowsToRead(long rows) {
    note(now -> now.planned(rows, clock.instant()));
  }

  /** Adds a line to the run's log. */
  public void info(String text) {
    journal.line(Journal.Severity.INFO, text);
  }

  /** Adds a line that people should see to the run's log. */
  public void warn(String text) {
    journal.line(Journal.Severity.WARN, text);
  }

  /**
   * To be called right before the result becomes visible: notes the result for good, so that it is
   * known even if nobody lives to tell.
   *
   * @throws RunStopped when the run must not publish any more
   */
  public void publishing(RunOutcome outcome) {
    step("publish");
    if (!journal.publishing(outcome)) {
      throw new RunStopped(RunStopped.Reason.SUPERSEDED);
    }
  }

  /** Stops the run: whatever the engine executes for it is interrupted. May be called again. */
  public void stop(RunStopped.Reason reason) {
    stopped.compareAndSet(null, reason);
    Optional.ofNullable(session.get()).ifPresent(EngineSession::interrupt);
  }

  /** Why it was stopped, if it was. */
  public Optional<RunStopped.Reason> stopped() {
    return Optional.ofNullable(stopped.get());
  }

  /** Ends the run here if it was stopped. */
  public void requireGoingOn() {
    stopped()
        .ifPresent(
            reason -> {
              throw new RunStopped(reason);
            });
  }

  private synchronized void note(UnaryOperator<RunProgress> change) {
    progress = change.apply(progress);
    journal.progress(progress);
  }

  /** Turns what the engine tells into log and progress. */
  private final class Telling implements EngineListener {
    @Override
    public void beforeStatement(String statement) {
      requireGoingOn();
      journal.line(Journal.Severity.INFO, "Spark: " + statement.strip());
    }

    @Override
    public void progress(EngineProgress now) {
      note(before -> before.with(now, clock.instant()));
    }
  }
}
