package dev.streamify.batch.quality;

import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.jobs.CheckDefinition;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.jobs.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All rules about single rows. The very statement that writes the rows asks them, so that the rows
 * need not be read again unless a rule is broken.
 *
 * @param rules the rules, each once
 */
public record RowRules(List<Rule.RowRule> rules) {
  private static final String MASK = "broken_rules";
  private static final String ROWS = "written_rows";
  private static final String ANY = "any_broken";
  private static final String RULE = "rule_";
  private static final int SAMPLE = 5;

  /** Refuses more rules than a mask has bits. */
  public RowRules {
    rules = List.copyOf(rules);
    if (rules.size() >= Long.SIZE) {
      throw new IllegalArgumentException(
          "a job can have %d rules about rows, not %d".formatted(Long.SIZE - 1, rules.size()));
    }
  }

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
   * A query's rows, each with a mask of the rules that it breaks. The engine compiles this, while
   * it interprets what is counted on the way; so rows are asked here, and masks are counted.
   */
  public String asked(String query) {
    StringBuilder mask = new StringBuilder("0L");
    for (int i = 0; i < rules.size(); i++) {
      mask.append(" + IF(%s, 0L, %dL)".formatted(rules.get(i).holds(), 1L << i));
    }
    return "SELECT *, %s AS %s FROM (%s)".formatted(mask, MASK, query);
  }

  /**
   * Aggregates over the rows of {@link #asked}, by name. Rules that no row breaks need no counts of
   * their own: the masks of all rows together tell.
   *
   * @param written the condition of the rows that are meant
   */
  public Map<String, String> counts(String written) {
    Map<String, String> counts = new LinkedHashMap<>();
    counts.put(ROWS, "count_if(%s)".formatted(written));
    counts.put(ANY, "bit_or(IF(%s, %s, 0L))".formatted(written, MASK));
    return counts;
  }

  Map<Rule.RowRule, Finding> findings(Audited audited) {
    Map<Rule.RowRule, Finding> findings = new LinkedHashMap<>();
    Map<String, Object> broken = broken(audited);
    for (int i = 0; i < rules.size(); i++) {
      Rule.RowRule rule = rules.get(i);
      findings.put(
          rule,
          audited.rows().isEmpty()
              ? new Finding.Nothing("no rows were written")
              : new Finding.Counted(
                  number(broken, RULE + i),
                  number(audited.counted(), ROWS),
                  "rows",
                  () -> sample(audited, rule)));
    }
    return findings;
  }

  /** How many of the rows written break each of those rules that any of them breaks. */
  private Map<String, Object> broken(Audited audited) {
    long any = number(audited.counted(), ANY);
    if (any == 0 || audited.rows().isEmpty()) {
      return Map.of();
    }
    List<String> counts = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      if ((any >> i & 1) == 1) {
        counts.add("count_if(NOT (%s)) AS %s".formatted(rules.get(i).holds(), Sql.name(RULE + i)));
      }
    }
    return audited
        .session()
        .query("SELECT %s FROM %s".formatted(String.join(", ", counts), audited.rows().get().sql()))
        .get(0);
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

  private static long number(Map<String, Object> counts, String name) {
    Object count = counts.get(name);
    return count == null ? 0 : ((Number) count).longValue();
  }
}
