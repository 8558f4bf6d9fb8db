package dev.streamify.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.classic.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what the first query would otherwise wait for: class loading, code generation, the
 * catalogue's first connection. About 5 s of a cold JVM.
 */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  private static final String DEDUPLICATION =
      """
      SELECT count(*), min(d), max(id) FROM (
        SELECT id, d, row_number() OVER (PARTITION BY id ORDER BY t, id) AS n FROM (
          SELECT sha2(cast(id % 900 AS string), 256) AS id,
                 date_add(DATE'2026-01-01', cast(id % 30 AS int)) AS d,
                 timestamp_millis(id) AS t
          FROM range(1000)))
      WHERE n = 1
      """;

  private final SparkSession session;
  private final boolean catalogConfigured;

  WarmUp(SparkSession session, boolean catalogConfigured) {
    this.session = session;
    this.catalogConfigured = catalogConfigured;
  }

  void run() {
    List<String> statements = new ArrayList<>(List.of(DEDUPLICATION));
    if (catalogConfigured) {
      statements.add("SHOW NAMESPACES IN " + ServerSettings.CATALOG);
    }
    SparkSession own = session.newSession();
    for (String statement : statements) {
      try {
        own.sql(statement).collectAsList();
      } catch (Exception e) {
        // Spark throws checked exceptions that no signature declares.
        LOG.warn(
            "The warm-up failed, so the first query takes longer: {}",
            String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      }
    }
  }
}
