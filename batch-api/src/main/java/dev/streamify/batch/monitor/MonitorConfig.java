package dev.streamify.batch.monitor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often everything is looked at. */
@ConfigMapping(prefix = "streamify.batch.monitor")
interface MonitorConfig {
  /** How often Kafka, the tables and the runs are looked at. */
  @WithDefault("5s")
  Duration every();

  /** A run that goes on for longer than this is late. */
  @WithDefault("1h")
  Duration longestRun();
}
