package dev.streamify.batch.quality;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.jobs.CheckDefinition;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.jobs.Rule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;

/**
 * Evaluates a job's checks on what a run wrote.
 *
 * <p>Cost: rules about single rows are counted while the rows are written; each other rule costs a
 * statement over the dates that the run touched. Nothing grows with the table.
 */
@ApplicationScoped
public class QualityAudit {
  private static final int SHOWN = 5;

  private final Lakehouse lakehouse;
  private final JobCatalogue jobs;
  private final Clock clock;

  /** Makes it of what checks look at. */
  public QualityAudit(Lakehouse lakehouse, JobCatalogue jobs, Clock clock) {
    this.lakehouse = lakehouse;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** The results of all checks, in their order. */
  public List<CheckResult> evaluate(Audited audited) {
    Map<Rule.RowRule, Finding> rows = RowRules.of(audited.job()).findings(audited);
    List<CheckResult> results = new ArrayList<>();
    for (CheckDefinition check : audited.job().checks()) {
      Finding finding =
          check.rule() instanceof Rule.RowRule row ? rows.get(row) : find(audited, check.rule());
      results.add(result(audited.job(), check, finding));
    }
    return results;
  }

  /**
   * The results of those checks that have something to say when a run had nothing to read.
   *
   * @param head the output's current snapshot
   */
  public List<CheckResult> evaluateIdle(JobDefinition job, Table output, long head) {
    List<CheckResult> results = new ArrayList<>();
    for (CheckDefinition check : job.checks()) {
      if (check.rule() instanceof Rule.Freshness freshness) {
        Finding finding = new MetadataAudit(output, head, clock).freshness(freshness);
        results.add(result(job, check, finding));
      }
    }
    return results;
  }

  private Finding find(Audited audited, Rule rule) {
    if (rule instanceof Rule.Unique unique) {
      return new SetAudit(audited).unique(unique);
    }
    if (rule instanceof Rule.Query query) {
      return new SetAudit(audited).query(query);
    }
    if (rule instanceof Rule.References references) {
      return new ReferenceAudit(audited, lakehouse, jobs).find(references);
    }
    if (rule instanceof Rule.OffsetHoles holes) {
      return new OffsetAudit(audited, lakehouse, clock).find(holes);
    }
    if (rule instanceof Rule.Freshness freshness) {
      return new MetadataAudit(audited.output(), audited.head(), clock).freshness(freshness);
    }
    if (rule instanceof Rule.UniqueFiles) {
      return MetadataAudit.uniqueFiles(audited.read());
    }
    if (rule instanceof Rule.Share share) {
      return Finding.counted(
          metric(audited, share.metric()), metric(audited, share.of()), share.of());
    }
    Audited.Balance balance = audited.balance();
    return new Finding.Judged(balance.holds(), balance.expected(), balance.observed());
  }

  private static long metric(Audited audited, String name) {
    Long value = audited.metrics().get(name);
    if (value == null) {
      throw new IllegalStateException(
          "job %s has no metric '%s': it has %s"
              .formatted(audited.job().name(), name, audited.metrics().keySet()));
    }
    return value;
  }

  private static CheckResult result(JobDefinition job, CheckDefinition check, Finding finding) {
    if (finding instanceof Finding.Nothing nothing) {
      return result(
          job, check, CheckResult.Status.SKIPPED, "", nothing.why(), Optional.empty(), List.of());
    }
    if (finding instanceof Finding.Judged judged) {
      return result(
          job,
          check,
          status(judged.holds()),
          judged.expected(),
          judged.observed(),
          Optional.empty(),
          List.of());
    }
    Finding.Counted counted = (Finding.Counted) finding;
    boolean holds = check.tolerance().allows(counted.broken(), counted.rows());
    return result(
        job,
        check,
        status(holds),
        check.tolerance().text() + " broken",
        "%d of %d %s".formatted(counted.broken(), counted.rows(), counted.of()),
        Optional.of(counted.broken()),
        holds ? List.of() : texts(counted.sample().get()));
  }

  private static CheckResult.Status status(boolean holds) {
    return holds ? CheckResult.Status.PASSED : CheckResult.Status.FAILED;
  }

  private static CheckResult result(
      JobDefinition job,
      CheckDefinition check,
      CheckResult.Status status,
      String expected,
      String observed,
      Optional<Long> brokenRows,
      List<Map<String, String>> sample) {
    return new CheckResult(
        job.output().orElseThrow(),
        check.name(),
        check.rule().type(),
        check.severity(),
        status,
        expected,
        observed,
        brokenRows,
        sample);
  }

  private static List<Map<String, String>> texts(List<Map<String, Object>> rows) {
    return rows.stream()
        .limit(SHOWN)
        .map(
            row ->
                row.entrySet().stream()
                    .collect(
                        Collectors.toMap(
                            Map.Entry::getKey,
                            entry -> String.valueOf(entry.getValue()),
                            (first, second) -> first,
                            LinkedHashMap<String, String>::new)))
        .map(row -> (Map<String, String>) row)
        .toList();
  }
}
