package dev.streamify.batch.quality;

import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.jobs.CheckDefinition;
import dev.streamify.batch.jobs.Rule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All rules about single rows, in one pass over the rows that a run wrote. */
final class RowAudit {
  private static final String ROWS = "rows";
  private static final int SAMPLE = 5;

  private final Audited audited;

  RowAudit(Audited audited) {
    this.audited = audited;
  }

  Map<Rule.RowRule, Finding> findings() {
    List<Rule.RowRule> rules =
        audited.job().checks().stream()
            .map(CheckDefinition::rule)
            .filter(Rule.RowRule.class::isInstance)
            .map(Rule.RowRule.class::cast)
            .distinct()
            .toList();
    Map<Rule.RowRule, Finding> findings = new LinkedHashMap<>();
    if (rules.isEmpty()) {
      return findings;
    }
    if (audited.rows().isEmpty()) {
      rules.forEach(rule -> findings.put(rule, new Finding.Nothing("no rows were written")));
      return findings;
    }
    String rows = audited.rows().get().sql();
    Map<String, Object> counts = audited.session().query(query(rules, rows)).get(0);
    for (int i = 0; i < rules.size(); i++) {
      Rule.RowRule rule = rules.get(i);
      findings.put(
          rule,
          new Finding.Counted(
              number(counts, "rule_" + i), number(counts, ROWS), "rows", () -> sample(rule, rows)));
    }
    return findings;
  }

  private static String query(List<Rule.RowRule> rules, String rows) {
    StringBuilder query = new StringBuilder("SELECT count(*) AS ").append(Sql.name(ROWS));
    for (int i = 0; i < rules.size(); i++) {
      query
          .append(",\n count_if(NOT (")
          .append(rules.get(i).holds())
          .append(")) AS ")
          .append(Sql.name("rule_" + i));
    }
    return query.append("\nFROM ").append(rows).toString();
  }

  private List<Map<String, Object>> sample(Rule.RowRule rule, String rows) {
    Set<String> shown = new LinkedHashSet<>();
    Stream.of(audited.job().uniqueKey(), rule.columns()).forEach(shown::addAll);
    return audited
        .session()
        .query(
            "SELECT %s FROM %s WHERE NOT (%s) LIMIT %d"
                .formatted(Sql.texts(shown), rows, rule.holds(), SAMPLE));
  }

  private static long number(Map<String, Object> row, String column) {
    return ((Number) row.get(column)).longValue();
  }
}
