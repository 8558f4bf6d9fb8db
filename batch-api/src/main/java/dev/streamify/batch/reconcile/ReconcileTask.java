package dev.streamify.batch.reconcile;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.engine.EngineSession;
import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.engine.TableScan;
import dev.streamify.batch.increments.ConsumedMark;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.JobTask;
import dev.streamify.batch.runs.RunContext;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.contract.DeadLetter;
import dev.streamify.contract.EnrichmentColumns;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Counts each stream through bronze and silver. With event dates the offsets are left out: they say
 * nothing about dates.
 */
@ApplicationScoped
public class ReconcileTask implements JobTask {
  private static final int HOLES_LISTED = 20;

  /** Bronze and dead letters land by sinks of their own, each in its time. */
  private static final Duration SETTLED = Duration.ofMinutes(2);

  private final Lakehouse lakehouse;
  private final Engine engine;
  private final EventContract contract;
  private final Clock clock;

  ReconcileTask(Lakehouse lakehouse, Engine engine, EventContract contract, Clock clock) {
    this.lakehouse = lakehouse;
    this.engine = engine;
    this.contract = contract;
    this.clock = clock;
  }

  @Override
  public JobDefinition.Kind kind() {
    return JobDefinition.Kind.RECONCILE;
  }

  @Override
  public RunOutcome execute(RunContext run, JobDefinition job) {
    Map<String, Object> streams = new LinkedHashMap<>();
    DateRange range = run.request().range();
    try (EngineSession session = run.open(engine, Map.of())) {
      for (EventStream stream : contract.streams()) {
        run.step(stream.name());
        Map<String, String> values = values(stream, range);
        streams.put(stream.name(), reconcile(session, job, values, range.isAll()));
      }
    }
    return RunOutcome.found(Map.of("streams", streams));
  }

  /** Silver is pinned before bronze, so that it never shows what bronze does not. */
  private Map<String, String> values(EventStream stream, DateRange range) {
    String dates = condition(range);
    String silverName = stream.silverTable().name();
    String bronzeName = stream.bronzeTable().name();
    String letters = DeadLetter.bronzeTable().name();
    Table silver = lakehouse.requireTable(silverName);
    Table bronze = lakehouse.requireTable(bronzeName);
    TableScan deadLetters =
        current(letters, lakehouse.requireTable(letters))
            .and(Sql.name(DeadLetter.STREAM) + " = " + Sql.text(stream.name()));
    return Map.of(
        "silver", current(silverName, silver).and(dates).sql(),
        "consumed", consumed(bronzeName, bronze, silver).and(dates).sql(),
        "bronze", current(bronzeName, bronze).and(dates).sql(),
        "dead_letters", deadLetters.sql(),
        "settled", Sql.timestamp(clock.instant().minus(SETTLED)),
        "sequence_field", Sql.name(stream.sequenceField()),
        "limit", Integer.toString(HOLES_LISTED));
  }

  /**
   * Bronze as silver has read it: what landed since is in no run yet. All of it when that cannot be
   * told: before the first run, after a run of single dates, or when the snapshot is gone.
   */
  private static TableScan consumed(String name, Table bronze, Table silver) {
    return Optional.of(silver)
        .filter(ConsumedMark::isOfLastWrite)
        .flatMap(table -> ConsumedMark.latest(table, name))
        .filter(mark -> mark.tableUuid().equals(bronze.uuid().toString()))
        .filter(mark -> bronze.snapshot(mark.snapshotId()) != null)
        .map(mark -> TableScan.at(Sql.table(name), mark.snapshotId()))
        .orElseGet(() -> current(name, bronze));
  }

  private static Map<String, Object> reconcile(
      EngineSession session, JobDefinition job, Map<String, String> values, boolean withOffsets) {
    StreamReconciliation found = new StreamReconciliation();
    found.events(session.query(Sql.fill(job.statement("events"), values)).get(0));
    if (withOffsets) {
      found.deliveries(session.query(Sql.fill(job.statement("deliveries"), values)));
      if (found.hasHoles()) {
        found.holes(session.query(Sql.fill(job.statement("holes"), values)));
      }
    }
    return found.told();
  }

  private static TableScan current(String name, Table table) {
    Snapshot current = table.currentSnapshot();
    return current == null
        ? TableScan.nothing(Sql.table(name))
        : TableScan.at(Sql.table(name), current.snapshotId());
  }

  private static String condition(DateRange range) {
    String column = Sql.name(EnrichmentColumns.EVENT_DATE);
    List<String> conditions = new ArrayList<>(List.of("true"));
    range.from().ifPresent(from -> conditions.add(column + " >= " + Sql.date(from)));
    range.to().ifPresent(to -> conditions.add(column + " <= " + Sql.date(to)));
    return String.join(" AND ", conditions);
  }
}
