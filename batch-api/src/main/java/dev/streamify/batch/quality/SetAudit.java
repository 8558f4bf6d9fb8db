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

  /** Keys are compared by a hash of 64 bits; only when that is there twice, by themselves. */
  Finding unique(Rule.Unique rule) {
    String columns = Sql.names(rule.columns());
    String rows = audited.vicinity().sql();
    Map<String, Object> counts =
        audited
            .session()
            .query(
                "SELECT count(*) AS total, count(*) - count(DISTINCT xxhash64(%s)) AS broken FROM %s"
                    .formatted(columns, rows))
            .get(0);
    long total = number(counts, "total");
    String repeated =
        "SELECT %1$s, count(*) AS copies FROM %2$s GROUP BY %1$s HAVING count(*) > 1"
            .formatted(columns, rows);
    long broken = number(counts, "broken") == 0 ? 0 : copies(repeated);
    return new Finding.Counted(
        broken,
        total,
        "rows of the dates written",
        () ->
            audited
                .session()
                .query(
                    "SELECT %s, copies FROM (%s) LIMIT %d"
                        .formatted(Sql.texts(rule.columns()), repeated, SAMPLE)));
  }

  private long copies(String repeated) {
    return number(
        audited
            .session()
            .query("SELECT coalesce(sum(copies - 1), 0) AS broken FROM (%s)".formatted(repeated))
            .get(0),
        "broken");
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
