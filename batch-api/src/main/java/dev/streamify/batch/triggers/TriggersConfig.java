package dev.streamify.batch.triggers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Whether and how often schedules and sensors are looked at. */
@ConfigMapping(prefix = "streamify.batch.triggers")
interface TriggersConfig {
  /** false: runs start on request only. */
  @WithDefault("true")
  boolean enabled();

  /** How often they are looked at. */
  @WithDefault("5s")
  Duration every();
}
