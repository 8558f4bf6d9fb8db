package dev.streamify.enrich.service;

import dev.streamify.openlineage.LineageSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Where OpenLineage events go. */
@ConfigMapping(prefix = "streamify.enrich.lineage")
interface LineageConfig {
  /** {@code none}, {@code log} or {@code http}. */
  @WithDefault("none")
  LineageSettings.Transport transport();

  /** Where they are posted to: Marquez, or whoever else takes them. */
  @WithDefault("http://127.0.0.1:5000/api/v1/lineage")
  URI url();

  /** Sent as a bearer token. */
  Optional<String> token();

  /** The namespace of the job; that of batch-api, so that the graph is one. */
  @WithDefault("streamify")
  String namespace();

  /** The same for those who send. */
  default LineageSettings settings() {
    return new LineageSettings(transport(), url(), token(), namespace());
  }
}
