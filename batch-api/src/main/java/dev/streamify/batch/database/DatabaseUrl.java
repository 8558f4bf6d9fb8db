package dev.streamify.batch.database;

/**
 * The database's JDBC URL, as it was configured.
 *
 * @param configured what stands in the configuration
 */
record DatabaseUrl(String configured) {
  private static final String H2 = "jdbc:h2:";
  private static final String H2_FILE = "jdbc:h2:file:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  DatabaseUrl {
    if (!configured.startsWith(H2) && !configured.startsWith(POSTGRESQL)) {
      throw new IllegalArgumentException(
          "streamify.batch.database.url must begin with %s or %s, found '%s'"
              .formatted(POSTGRESQL, H2_FILE, configured.split("[/?;]", 2)[0]));
    }
  }

  /** Whether no other process can have the database open at the same time. */
  boolean isExclusive() {
    return configured.startsWith(H2_FILE) && !configured.contains("AUTO_SERVER");
  }

  /**
   * What the driver gets. H2 speaks PostgreSQL's dialect then, and has on disk whatever it has
   * acknowledged; without WRITE_DELAY=0 a {@code kill -9} would take up to half a second back.
   */
  String forDriver() {
    return configured.startsWith(H2)
        ? configured
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";WRITE_DELAY=0;LOCK_TIMEOUT=20000;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=64"
        : configured;
  }

  String driver() {
    return configured.startsWith(H2) ? "org.h2.Driver" : "org.postgresql.Driver";
  }

  /** Without parameters: people put passwords there. */
  @Override
  public String toString() {
    return configured.split("[?;]", 2)[0].replaceAll("//[^/@]*@", "//");
  }
}
