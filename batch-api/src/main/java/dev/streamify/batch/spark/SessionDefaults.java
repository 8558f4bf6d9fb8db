package dev.streamify.batch.spark;

import java.util.Map;

/** Session settings that proved right for runs of thousands to millions of rows. */
final class SessionDefaults {
  static final Map<String, String> SETTINGS =
      Map.of(
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.ansi.enabled", "true",
          // How often a statement tells how far it is.
          "spark.connect.progress.reportInterval", "100ms",
          // Runs are small beside a cluster's usual work: few partitions, and adaptively fewer.
          "spark.sql.shuffle.partitions", "8",
          // Deduplication keeps nearly every row, so limiting a window before its shuffle only adds
          // a sort.
          "spark.sql.optimizer.windowGroupLimitThreshold", "-1");

  private SessionDefaults() {}
}
