package dev.streamify.batch.spark;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** Where Spark is, and how patient we are with it. */
@ConfigMapping(prefix = "streamify.batch.spark")
interface SparkConfig {
  /** The Spark Connect server, {@code sc://host:port} with Spark's own parameters. */
  String remote();

  /** How long a connection may take before Spark counts as away. */
  @WithDefault("3s")
  Duration connectTimeout();

  /** For how long one request is repeated when Spark goes away in the middle. */
  @WithDefault("15s")
  Duration retryTimeout();

  /** Session settings on top of the measured defaults, by Spark's own names. */
  Map<String, String> settings();
}
