package dev.streamify.spark;

import java.util.Map;

/**
 * What every session starts with. Measured on two cores with some millions of rows per statement; a
 * cluster's configuration takes their place where {@code SPARK_REMOTE} points at one.
 */
final class SessionDefaults {
  static final Map<String, String> ALL =
      Map.ofEntries(
          // Days of events are days in UTC, whatever the process's time zone.
          Map.entry("spark.sql.session.timeZone", "UTC"),
          Map.entry(
              "spark.sql.extensions",
              "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions"),
          // Fewer, larger tasks: with the default of 200 an increment is mostly scheduling.
          Map.entry("spark.sql.shuffle.partitions", "8"),
          Map.entry("spark.sql.adaptive.enabled", "true"),
          // Ranks before the shuffle only to drop nothing: duplicates are few.
          Map.entry("spark.sql.optimizer.windowGroupLimitThreshold", "-1"),
          Map.entry("spark.shuffle.compress", "true"),
          Map.entry("spark.io.compression.codec", "lz4"),
          // Compiled code is shared by all sessions, which bring no classes of their own. Otherwise
          // each run compiles its statements again: half of a small run's CPU time.
          Map.entry("spark.sql.artifact.isolation.enabled", "false"),
          Map.entry("spark.sql.codegen.cache.maxEntries", "1000"),
          Map.entry("spark.ui.showConsoleProgress", "false"),
          // The web interface keeps what it shows in memory.
          Map.entry("spark.ui.retainedJobs", "200"),
          Map.entry("spark.ui.retainedStages", "200"),
          Map.entry("spark.ui.retainedTasks", "5000"),
          Map.entry("spark.sql.ui.retainedExecutions", "100"));

  private SessionDefaults() {}
}
