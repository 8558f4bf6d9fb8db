package dev.streamify.batch.openlineage;

import dev.streamify.openlineage.LineageSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Where OpenLineage events go. */
@ConfigMapping(prefix = "streamify.batch.lineage")
interface LineageConfig {
  /** {@code none}, {@code log} or {@code http}. */
  @WithDefault("none")
  LineageSettings.Transport transport();

  /** Where they are posted to: Marquez, or whoever else takes them. */
  @WithDefault("http://127.0.0.1:5000/api/v1/lineage")
  URI url();

  /** Sent as a bearer token. */
  Optional<String> token();

  /** The namespace of all jobs. */
  @WithDefault("streamify")
  String namespace();

  /** So many events may wait for a receiver that is away; the oldest give way. */
  @WithDefault("10000")
  int maxWaiting();

  /** The same for those who send. */
  default LineageSettings settings() {
    return new LineageSettings(transport(), url(), token(), namespace());
  }
}
