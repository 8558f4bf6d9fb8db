package dev.streamify.batch.quality;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.engine.TableScan;
import dev.streamify.batch.increments.ConsumedMark;
import dev.streamify.batch.increments.Increment;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.jobs.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** Whether rows refer to rows that are there. */
final class ReferenceAudit {
  private static final int SAMPLE = 5;

  private final Audited audited;
  private final Lakehouse lakehouse;
  private final JobCatalogue jobs;

  ReferenceAudit(Audited audited, Lakehouse lakehouse, JobCatalogue jobs) {
    this.audited = audited;
    this.lakehouse = lakehouse;
    this.jobs = jobs;
  }

  Finding find(Rule.References rule) {
    if (audited.rows().isEmpty()) {
      return new Finding.Nothing("no rows were written");
    }
    Table other = lakehouse.requireTable(rule.table());
    Snapshot current = other.currentSnapshot();
    if (current == null || isBehind(other, rule.table())) {
      return new Finding.Nothing(rule.table() + " has not read all of its input yet");
    }
    TableScan others = TableScan.at(Sql.table(rule.table()), current.snapshotId()).and(dates());
    String columns = Sql.names(rule.columns());
    String joined =
        """
        FROM %s LEFT JOIN (SELECT DISTINCT %s, true AS referred_row FROM %s) AS other USING (%s)
        """
            .formatted(audited.rows().get().sql(), columns, others.sql(), columns);
    Map<String, Object> counts =
        audited
            .session()
            .query("SELECT count(*) AS total, count_if(referred_row IS NULL) AS broken " + joined)
            .get(0);
    return new Finding.Counted(
        ((Number) counts.get("broken")).longValue(),
        ((Number) counts.get("total")).longValue(),
        "rows",
        () ->
            audited
                .session()
                .query(
                    "SELECT %s %s WHERE referred_row IS NULL LIMIT %d"
                        .formatted(Sql.texts(rule.columns()), joined, SAMPLE)));
  }

  /** Rows that refer to each other are of one day. */
  private String dates() {
    return audited.read().stream()
        .map(Audited.Input::increment)
        .filter(Increment.Rows.class::isInstance)
        .map(rows -> "(" + ((Increment.Rows) rows).dates().condition() + ")")
        .reduce((first, second) -> first + " OR " + second)
        .orElse("true");
  }

  private boolean isBehind(Table other, String name) {
    Optional<JobDefinition> writer =
        jobs.all().stream()
            .filter(job -> job.output().filter(name::equals).isPresent())
            .filter(job -> !job.inputs().isEmpty())
            .findFirst();
    List<String> inputs = writer.map(JobDefinition::inputs).orElse(List.of());
    return inputs.stream().anyMatch(input -> !isConsumed(other, input));
  }

  private boolean isConsumed(Table other, String input) {
    Snapshot current = lakehouse.requireTable(input).currentSnapshot();
    return current == null
        || ConsumedMark.latest(other, input)
            .filter(mark -> mark.snapshotId() == current.snapshotId())
            .isPresent();
  }
}
