package dev.streamify.batch.streams;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What counts as stalled, late, or too many dead letters. */
@ConfigMapping(prefix = "streamify.batch.streams")
public interface StreamLimits {
  /** Nothing has moved for that long on the way to bronze, although something waits. */
  @WithDefault("30s")
  Duration stalledAfter();

  /** A record has been waiting for that long on the way to bronze. */
  @WithDefault("2m")
  Duration lateAfter();

  /** No run has consumed anything of bronze for that long, although something waits. */
  @WithDefault("1h")
  Duration silverStalledAfter();

  /** A row of bronze has been waiting for silver for that long. */
  @WithDefault("30m")
  Duration silverLateAfter();

  /** Share of dead letters among the records that landed lately, 0 to 1. */
  @WithDefault("0.01")
  double deadLetterShare();
}
