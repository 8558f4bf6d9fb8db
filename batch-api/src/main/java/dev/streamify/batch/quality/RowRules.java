package dev.streamify.batch.quality;

import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.jobs.CheckDefinition;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.jobs.Rule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All rules about single rows. They are counted by aggregates in the very statement that writes the
 * rows, so that the rows need not be read again.
 *
 * @param rules the rules, each once
 */
public record RowRules(List<Rule.RowRule> rules) {
  private static final String ROWS = "written_rows";
  private static final String RULE = "rule_";
  private static final int SAMPLE = 5;

  /** The rules of a job's checks. */
  public static RowRules of(JobDefinition job) {
    return new RowRules(
        job.checks().stream()
            .map(CheckDefinition::rule)
            .filter(Rule.RowRule.class::isInstance)
            .map(Rule.RowRule.class::cast)
            .distinct()
            .toList());
  }

  /**
   * Aggregates that count rows and broken rules, by name.
   *
   * @param written the condition of the rows that are meant
   */
  public Map<String, String> counts(String written) {
    Map<String, String> counts = new LinkedHashMap<>();
    counts.put(ROWS, "count_if(%s)".formatted(written));
    for (int i = 0; i < rules.size(); i++) {
      counts.put(RULE + i, "count_if(%s AND NOT (%s))".formatted(written, rules.get(i).holds()));
    }
    return counts;
  }

  Map<Rule.RowRule, Finding> findings(Audited audited) {
    Map<Rule.RowRule, Finding> findings = new LinkedHashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      Rule.RowRule rule = rules.get(i);
      findings.put(
          rule,
          audited.rows().isEmpty()
              ? new Finding.Nothing("no rows were written")
              : new Finding.Counted(
                  number(audited, RULE + i),
                  number(audited, ROWS),
                  "rows",
                  () -> sample(audited, rule)));
    }
    return findings;
  }

  private static List<Map<String, Object>> sample(Audited audited, Rule.RowRule rule) {
    Set<String> shown = new LinkedHashSet<>();
    Stream.of(audited.job().uniqueKey(), rule.columns()).forEach(shown::addAll);
    return audited
        .session()
        .query(
            "SELECT %s FROM %s WHERE NOT (%s) LIMIT %d"
                .formatted(
                    Sql.texts(shown), audited.rows().orElseThrow().sql(), rule.holds(), SAMPLE));
  }

  private static long number(Audited audited, String name) {
    return ((Number) audited.counted().get(name)).longValue();
  }
}
