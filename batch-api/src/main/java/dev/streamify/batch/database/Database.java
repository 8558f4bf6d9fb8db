package dev.streamify.batch.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The service's database with its tables as this version wants them. H2 and PostgreSQL get the same
 * statements.
 */
public class Database implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Database.class);

  private final AgroalDataSource pool;
  private final Jdbi jdbi;
  private final DatabaseUrl url;

  private Database(AgroalDataSource pool, DatabaseUrl url) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    this.url = url;
  }

  /**
   * Connects and brings the tables to this version; replicas that start together wait for each
   * other.
   *
   * @throws DatabaseUnavailableException when the database cannot be used
   */
  public static Database open(DatabaseConfig config) {
    DatabaseUrl url = new DatabaseUrl(config.url());
    AgroalDataSource pool = null;
    try {
      pool = AgroalDataSource.from(settings(config, url));
      migrate(pool, config.startupTimeout());
      LOG.infof("History of runs is in %s", url);
      return new Database(pool, url);
    } catch (SQLException | FlywayException e) {
      if (pool != null) {
        pool.close();
      }
      throw new DatabaseUnavailableException(
          "the database %s cannot be used: %s; check STREAMIFY_BATCH_DATABASE_URL, _USER and _PASSWORD"
              .formatted(url, rootMessage(e)),
          e);
    }
  }

  private static AgroalDataSourceConfigurationSupplier settings(
      DatabaseConfig config, DatabaseUrl url) {
    return new AgroalDataSourceConfigurationSupplier()
        .connectionPoolConfiguration(
            pool ->
                pool.maxSize(config.maxConnections())
                    .acquisitionTimeout(config.acquireTimeout())
                    .connectionFactoryConfiguration(
                        factory -> {
                          factory.connectionProviderClassName(url.driver());
                          factory.jdbcUrl(url.forDriver());
                          config.user().map(NamePrincipal::new).ifPresent(factory::principal);
                          config.password().map(SimplePassword::new).ifPresent(factory::credential);
                          return factory;
                        }));
  }

  private static void migrate(AgroalDataSource pool, Duration patience) {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(pool)
        .locations("classpath:db")
        .connectRetries(Math.toIntExact(patience.toSeconds()))
        .connectRetriesInterval(1)
        .load()
        .migrate();
  }

  /** Whether no other process can have the database open at the same time. */
  public boolean isExclusive() {
    return url.isExclusive();
  }

  /**
   * Reads with one statement, or with several that need not fit together: without a transaction's
   * two more round trips.
   *
   * @throws DatabaseUnavailableException when no connection can be had
   */
  public <T> T read(HandleCallback<T, RuntimeException> work) {
    try {
      return jdbi.withHandle(work);
    } catch (JdbiException e) {
      throw e instanceof ConnectionException || isAway(e) ? unavailable(e) : e;
    }
  }

  /**
   * Reads or writes in one transaction.
   *
   * @throws DatabaseUnavailableException when no connection can be had
   */
  public <T> T inTransaction(HandleCallback<T, RuntimeException> work) {
    try {
      return jdbi.inTransaction(work);
    } catch (JdbiException e) {
      throw e instanceof ConnectionException || isAway(e) ? unavailable(e) : e;
    }
  }

  /** Like {@link #inTransaction}, without a result. */
  public void useTransaction(HandleConsumer<RuntimeException> work) {
    inTransaction(
        handle -> {
          work.useHandle(handle);
          return true;
        });
  }

  /** Whether the connection broke or the server is ending, by the standard's classes of states. */
  private static boolean isAway(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P");
      }
    }
    return false;
  }

  private DatabaseUnavailableException unavailable(JdbiException e) {
    return new DatabaseUnavailableException(
        "the database %s does not answer: %s".formatted(url, rootMessage(e)), e);
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    pool.close();
  }
}
