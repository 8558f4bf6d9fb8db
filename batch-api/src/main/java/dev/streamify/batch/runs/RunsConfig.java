package dev.streamify.batch.runs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many runs there may be. */
@ConfigMapping(prefix = "streamify.batch.runs")
interface RunsConfig {
  /** Runs executed at once. */
  @WithDefault("2")
  int concurrency();

  /** Runs that may wait; further requests are refused. */
  @WithDefault("100")
  int maxQueued();

  /** Runs that are remembered. */
  @WithDefault("1000")
  int history();
}
