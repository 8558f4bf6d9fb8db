package dev.streamify.batch.flow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Whose lag is looked at, what "lately" means, and what is kept of control topics. */
@ConfigMapping(prefix = "streamify.batch.flow")
public interface FlowConfig {
  /** Consumer group of enrich-streams: its application id. */
  @WithDefault("enrich-streams")
  String enrichGroup();

  /** Over which the share of dead letters is told. */
  @WithDefault("5m")
  Duration deadLetterWindow();

  /** For how long at least a control topic keeps what its sink's coordinator has committed. */
  @WithDefault("5m")
  Duration controlHistory();
}
