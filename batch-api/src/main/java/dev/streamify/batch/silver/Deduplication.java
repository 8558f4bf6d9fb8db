package dev.streamify.batch.silver;

import dev.streamify.batch.engine.EngineSession;
import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.engine.TableScan;
import dev.streamify.batch.increments.Increment;
import dev.streamify.batch.quality.Audited;
import dev.streamify.contract.EventStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;

/**
 * Adds the first delivery of each event that the output lacks; asked for a full run, it makes the
 * dates anew instead.
 *
 * <p>Cost: the increment is read twice, the ids of the event dates that it touches are read twice,
 * whatever else the table holds.
 */
final class Deduplication implements Transform {
  private final Work work;
  private final EngineSession session;
  private final EventStream stream;
  private final Increment.Rows rows;

  Deduplication(Work work) {
    this.work = work;
    this.session = work.session();
    this.stream = work.job().stream().orElseThrow();
    this.rows = (Increment.Rows) work.inputs().get(0).increment();
  }

  @Override
  public List<Audited.Input> read() {
    return work.inputs();
  }

  @Override
  public void write(AuditBranch branch) {
    boolean anew = work.replaces() || branch.base().isEmpty();
    Map<String, String> values = new HashMap<>(names(branch));
    values.put("values", values());
    values.put("deliveries", anew ? rows.scan().sql() : statement("unknown", values));
    values.put("first_deliveries", statement("first_deliveries", values));
    session.execute(statement(work.replaces() ? "replacement" : "main", values));
  }

  @Override
  public Written written(AuditBranch branch, Snapshot head) {
    Accounting accounting =
        Accounting.of(
            session.query(statement("accounting", names(branch))).get(0),
            Long.parseLong(head.summary().getOrDefault(SnapshotSummary.ADDED_RECORDS_PROP, "0")),
            rows.coverage() == Increment.Coverage.APPENDED);
    TableScan vicinity = TableScan.at(table(), head.snapshotId()).and(rows.dates().condition());
    return new Written(
        accounting.metrics(),
        accounting.balance(),
        Optional.of(accounting.heldRepeatedly()),
        accounting.inserted() == 0 ? Optional.empty() : Optional.of(rows(branch, head, vicinity)),
        vicinity,
        warnings(accounting),
        names(branch));
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

  private Map<String, String> names(AuditBranch branch) {
    return Map.of(
        "increment", rows.scan().sql(),
        "target", Sql.branch(work.job().output().orElseThrow(), branch.name()),
        "dates", rows.dates().condition(),
        "columns", Sql.names(work.columns()),
        "sequence_field", Sql.name(stream.sequenceField()));
  }

  /** The output's columns in the table's order; one that the input does not have is left empty. */
  private String values() {
    Set<String> known = stream.silverTable().columnNames().collect(Collectors.toSet());
    Repairs repairs = new Repairs(work.job());
    return work.columns().stream()
        .map(
            column ->
                known.contains(column) ? repairs.expression(column) : "NULL AS " + Sql.name(column))
        .collect(Collectors.joining(", "));
  }

  private String statement(String part, Map<String, String> values) {
    return Sql.fill(work.job().statement(part), values);
  }

  private String table() {
    return Sql.table(work.job().output().orElseThrow());
  }
}
