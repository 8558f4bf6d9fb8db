package dev.streamify.batch.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The console's settings. */
@ConfigMapping(prefix = "streamify.batch.console")
public interface ConsoleConfig {
  /**
   * What sessions are sealed with, base64 of 32 bytes. Replicas need the same; without it each
   * process makes its own, and its end is the end of its sessions.
   */
  Optional<String> sessionKey();

  /** How long somebody who signed in stays signed in. */
  @WithDefault("8h")
  Duration sessionAge();

  /** Where people find Spark's web interface; no link is shown without it. */
  Optional<String> sparkUi();
}
