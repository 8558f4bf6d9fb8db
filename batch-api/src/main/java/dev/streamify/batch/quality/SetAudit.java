package dev.streamify.batch.quality;

import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.jobs.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules about rows beside each other. */
final class SetAudit {
  private static final int SAMPLE = 5;

  private final Audited audited;

  SetAudit(Audited audited) {
    this.audited = audited;
  }

  Finding unique(Rule.Unique rule) {
    String columns = Sql.names(rule.columns());
    String repeated =
        "SELECT %s, count(*) AS copies FROM %s GROUP BY %s"
            .formatted(columns, audited.vicinity().sql(), columns);
    Map<String, Object> counts =
        audited
            .session()
            .query(
                "SELECT coalesce(sum(copies - 1), 0) AS broken, coalesce(sum(copies), 0) AS total FROM (%s)"
                    .formatted(repeated))
            .get(0);
    return new Finding.Counted(
        number(counts, "broken"),
        number(counts, "total"),
        "rows of the dates written",
        () ->
            audited
                .session()
                .query(
                    "SELECT %s, copies FROM (%s) WHERE copies > 1 LIMIT %d"
                        .formatted(Sql.texts(rule.columns()), repeated, SAMPLE)));
  }

  Finding query(Rule.Query rule) {
    Map<String, String> values = new HashMap<>(audited.placeholders());
    values.put("vicinity", audited.vicinity().sql());
    String statement = Sql.fill(audited.job().statement(rule.statement()), values);
    List<Map<String, Object>> broken = audited.session().query(statement);
    return new Finding.Counted(broken.size(), broken.size(), "rows listed", () -> broken);
  }

  private static long number(Map<String, Object> row, String column) {
    return ((Number) row.get(column)).longValue();
  }
}
