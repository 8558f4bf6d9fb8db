package dev.streamify.batch.tables;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How tables are looked at. */
@ConfigMapping(prefix = "streamify.batch.tables")
interface TablesConfig {
  /** For how long what the catalog told is taken for true; requests meanwhile share it. */
  @WithDefault("1s")
  Duration cacheFor();

  /** Requests that read rows at once; others wait. Each takes up to some 64 MiB. */
  @WithDefault("4")
  int rowReaders();

  /** How long a request waits to read rows before it is refused. */
  @WithDefault("10s")
  Duration rowWait();
}
