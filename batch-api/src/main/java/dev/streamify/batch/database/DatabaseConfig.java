package dev.streamify.batch.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where the service keeps what it must not forget. */
@ConfigMapping(prefix = "streamify.batch.database")
public interface DatabaseConfig {
  /**
   * JDBC URL of PostgreSQL, {@code jdbc:postgresql://host:5432/streamify}, or of an H2 file, which
   * serves one replica only.
   */
  @WithDefault("jdbc:h2:file:./data/batch-api/history")
  String url();

  /** User of the database. */
  Optional<String> user();

  /** Password of the user. */
  Optional<String> password();

  /** Connections at most. */
  @WithDefault("12")
  int maxConnections();

  /** How long a request waits for a connection before it is refused. */
  @WithDefault("5s")
  Duration acquireTimeout();

  /** How long the start waits for a database that does not answer yet. */
  @WithDefault("30s")
  Duration startupTimeout();
}
