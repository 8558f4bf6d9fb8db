package dev.streamify.batch.sinks;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where Kafka Connect is, how often it is asked, and what is done about failed tasks. */
@ConfigMapping(prefix = "streamify.batch.connect")
interface ConnectConfig {
  /** false: it is not asked by itself; requests still are answered. */
  @WithDefault("true")
  boolean enabled();

  /** The worker's REST interface. */
  URI url();

  /** Name for basic authentication, where the worker wants it. */
  Optional<String> user();

  /** Its password. */
  Optional<String> password();

  /** How often it is asked. */
  @WithDefault("5s")
  Duration every();

  /** How long one answer may take. */
  @WithDefault("3s")
  Duration timeout();

  /** Whether failed tasks are restarted. */
  @WithDefault("true")
  boolean restartFailedTasks();

  /** How failed tasks are restarted. */
  Restart restart();

  /** How failed tasks are restarted. */
  interface Restart {
    /** From the failure to the first restart; doubled each time. */
    @WithDefault("10s")
    Duration firstPause();

    /** What it is doubled up to: at most as long does a sink wait when its fault has gone. */
    @WithDefault("1m")
    Duration longestPause();

    /** Restarts after which a task is left failed. */
    @WithDefault("60")
    int tries();

    /**
     * After running that long, earlier failures are forgotten: what fails once in minutes is hit by
     * faults of others and should not wait longer each time, as what fails at once again does.
     */
    @WithDefault("1m")
    Duration forgottenAfter();
  }
}
