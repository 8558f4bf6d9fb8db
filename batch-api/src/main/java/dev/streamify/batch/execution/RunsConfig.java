package dev.streamify.batch.execution;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many runs there may be, and how long they are remembered. */
@ConfigMapping(prefix = "streamify.batch.runs")
public interface RunsConfig {
  /** Runs executed at once, over all replicas. */
  @WithDefault("2")
  int concurrency();

  /** Runs that may wait, without the parts of others; further requests are refused. */
  @WithDefault("1000")
  int maxQueued();

  /** How long runs that ended are remembered. */
  @WithDefault("90d")
  Duration keep();

  /** A replica that gave no sign of life for that long counts as dead. */
  @WithDefault("15s")
  Duration replicaTimeout();

  /** How often a run is started again after its replica died; it may be what kills it. */
  @WithDefault("20")
  int maxRestarts();

  /** How long the end of the service waits for runs to let go. */
  @WithDefault("10s")
  Duration shutdownTimeout();
}
