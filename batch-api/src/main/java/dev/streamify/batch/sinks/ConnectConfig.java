package dev.streamify.batch.sinks;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where Kafka Connect is, and what is done about its failed tasks. */
@ConfigMapping(prefix = "streamify.batch.connect")
interface ConnectConfig {
  /** REST interface of any of the workers; comes from {@code CONNECT_URL}. */
  URI url();

  /** For workers that ask for a password. */
  Optional<String> user();

  /** For workers that ask for a password. */
  Optional<String> password();

  /** How long a worker may take to answer. */
  @WithDefault("3s")
  Duration timeout();

  /** Whether failed connectors and tasks are restarted. */
  @WithDefault("true")
  boolean restartFailed();

  /** So often in a row; then it is left to people. */
  @WithDefault("10")
  int maxRestarts();

  /** Pause before the first restart; doubled each time. */
  @WithDefault("10s")
  Duration firstBackoff();

  /** The longest pause between two restarts. */
  @WithDefault("5m")
  Duration maxBackoff();

  /** Once it ran for that long, its failures are forgotten. */
  @WithDefault("10m")
  Duration forgiveAfter();
}
