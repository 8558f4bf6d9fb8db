package dev.streamify.batch.alerts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Who is told of alerts, and how often. */
@ConfigMapping(prefix = "streamify.batch.alerts")
interface AlertsConfig {
  /** false: nothing is watched here, as where Prometheus does it. */
  @WithDefault("true")
  boolean enabled();

  /** Gets a POST for what opens and what is over, in the format of Alertmanager's webhooks. */
  Optional<URI> webhook();

  /** Sent as {@code Authorization: Bearer …} with it. */
  Optional<String> webhookToken();

  /** After that long people are told once more of what is still open. */
  @WithDefault("4h")
  Duration repeatAfter();

  /** Where runbooks are; the alert's name in lower case is appended. */
  @WithDefault("docs/operations.md#")
  String runbooks();

  /** How long alerts that are over are remembered. */
  @WithDefault("30d")
  Duration keep();
}
