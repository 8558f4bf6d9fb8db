package dev.streamify.batch.spark;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where Spark is, and how patient we are with it. */
@ConfigMapping(prefix = "streamify.batch.spark")
interface SparkConfig {
  /** The Spark Connect server, {@code sc://host:port} with Spark's own parameters. */
  String remote();

  /**
   * What the server asks for, as bearer token. Beyond a trusted network it belongs inside TLS,
   * which {@code use_ssl=true} in {@link #remote} asks for.
   */
  Optional<String> token();

  /** How long a connection may take before Spark counts as away. */
  @WithDefault("3s")
  Duration connectTimeout();

  /** How long the answer to a question that needs no work may take before Spark counts as hung. */
  @WithDefault("10s")
  Duration answerTimeout();

  /** For how long one request is repeated when Spark goes away in the middle. */
  @WithDefault("15s")
  Duration retryTimeout();

  /** Session settings on top of the measured defaults, by Spark's own names. */
  Map<String, String> settings();
}
