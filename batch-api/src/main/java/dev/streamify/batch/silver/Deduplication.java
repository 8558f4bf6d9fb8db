package dev.streamify.batch.silver;

import dev.streamify.batch.engine.EngineSession;
import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.engine.TableScan;
import dev.streamify.batch.engine.TableWrite;
import dev.streamify.batch.increments.ConsumedMark;
import dev.streamify.batch.increments.Increment;
import dev.streamify.batch.quality.Audited;
import dev.streamify.batch.quality.RowRules;
import dev.streamify.contract.EventStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;

/**
 * Adds the first delivery of each event that the output lacks; asked for a full run, it makes the
 * dates anew instead.
 *
 * <p>Cost: one pass over the increment, in which every delivery is accounted for and every rule
 * about single rows is counted; beside it the ids of the increment once more, and the ids that the
 * output has of the same dates, which are not shuffled. Whatever else the table holds costs
 * nothing.
 */
final class Deduplication implements Transform {
  private static final String INSERTED = "outcome = 'inserted'";

  /** So many hashes of ids are sent to every task; more of them are rather shuffled. */
  private static final long MAX_BROADCAST_ROWS = 2_000_000;

  private final Work work;
  private final EngineSession session;
  private final EventStream stream;
  private final Increment.Rows rows;
  private final boolean isFirstReading;

  Deduplication(Work work) {
    this.work = work;
    this.session = work.session();
    this.stream = work.job().stream().orElseThrow();
    this.rows = (Increment.Rows) work.inputs().get(0).increment();
    this.isFirstReading =
        rows.coverage() == Increment.Coverage.APPENDED && ConsumedMark.isOfLastWrite(work.output());
  }

  @Override
  public List<Audited.Input> read() {
    return work.inputs();
  }

  @Override
  public Map<String, Object> write(AuditBranch branch, RowRules rules) {
    Map<String, String> counts = new LinkedHashMap<>(Accounting.counts());
    counts.putAll(rules.counts(INSERTED));
    return session.write(
        new TableWrite(
            rules.asked(query(branch)),
            counts,
            Optional.of(INSERTED),
            stream.silverTable().columnNames().toList(),
            Sql.branch(work.job().output().orElseThrow(), branch.name()),
            work.replaces() ? Optional.of(rows.dates().condition()) : Optional.empty()));
  }

  private String query(AuditBranch branch) {
    Map<String, String> values = new HashMap<>();
    values.put("increment", rows.scan().sql());
    values.put("sequence_field", Sql.name(stream.sequenceField()));
    values.put("values", values());
    boolean few = rows.rows().filter(count -> count <= MAX_BROADCAST_ROWS).isPresent();
    values.put("hint", few ? "/*+ BROADCAST(wanted) */" : "");
    branch
        .base()
        .map(base -> TableScan.at(table(), base).and(rows.dates().condition()))
        .ifPresent(held -> values.put("silver", held.sql()));
    boolean anew = work.replaces() || branch.base().isEmpty();
    values.put("deliveries", Sql.fill(work.job().statement(anew ? "new" : "known"), values));
    return Sql.fill(work.job().statement("main"), values);
  }

  private String values() {
    Repairs repairs = new Repairs(work.job());
    return stream
        .silverTable()
        .columnNames()
        .map(repairs::expression)
        .collect(Collectors.joining(", "));
  }

  @Override
  public Written written(AuditBranch branch, Snapshot head, Map<String, Object> counted) {
    Accounting accounting = Accounting.of(counted, isFirstReading);
    long added =
        Long.parseLong(head.summary().getOrDefault(SnapshotSummary.ADDED_RECORDS_PROP, "0"));
    TableScan vicinity = TableScan.at(table(), head.snapshotId()).and(rows.dates().condition());
    return new Written(
        accounting.metrics(),
        accounting.balance(rows.rows(), added),
        added == 0 ? Optional.empty() : Optional.of(rows(branch, head, vicinity)),
        vicinity,
        warnings(accounting),
        Map.of());
  }

  private TableScan rows(AuditBranch branch, Snapshot head, TableScan vicinity) {
    return work.replaces() || branch.base().isEmpty()
        ? vicinity
        : TableScan.appended(table(), branch.base().get(), head.snapshotId());
  }

  private List<String> warnings(Accounting accounting) {
    return accounting.collisions() == 0
        ? List.of()
        : List.of(
            "%d deliveries have the event_id of another event (%s differs) and were left out: to keep them, add %s to the identity fields %s of stream %s in the event contract"
                .formatted(
                    accounting.collisions(),
                    stream.sequenceField(),
                    stream.sequenceField(),
                    stream.identityFields(),
                    stream.name()));
  }

  private String table() {
    return Sql.table(work.job().output().orElseThrow());
  }
}
