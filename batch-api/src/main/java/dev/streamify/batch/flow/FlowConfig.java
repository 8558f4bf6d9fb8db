package dev.streamify.batch.flow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whose lag is looked at. */
@ConfigMapping(prefix = "streamify.batch.flow")
public interface FlowConfig {
  /** Consumer group of enrich-streams: its application id. */
  @WithDefault("enrich-streams")
  String enrichGroup();
}
