package dev.streamify.batch.database;

import io.smallrye.config.SmallRyeConfigBuilder;

/** Databases for tests, configured as the service is. */
public final class Databases {
  private Databases() {}

  /** Opens one. */
  public static Database at(String url) {
    return Database.open(
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(DatabaseConfig.class)
            .withDefaultValue("streamify.batch.database.url", url)
            .withDefaultValue("streamify.batch.database.startup-timeout", "1s")
            .build()
            .getConfigMapping(DatabaseConfig.class));
  }

  /** Opens an empty one in memory, as closed as a file. */
  public static Database inMemory(String name) {
    return at("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
  }
}
