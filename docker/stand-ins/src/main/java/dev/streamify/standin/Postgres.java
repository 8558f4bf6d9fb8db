package dev.streamify.standin;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A PostgreSQL that reads the variables of its official image: {@code POSTGRES_USER}, {@code
 * POSTGRES_PASSWORD}, {@code POSTGRES_DB}, {@code PGDATA}. It asks everybody for a password who
 * does not come from inside of its container.
 */
public final class Postgres {
  private static final int PORT = 5432;

  private Postgres() {}

  /** Serves until the process is asked to end. */
  public static void main(String[] args) throws Exception {
    Map<String, String> environment = System.getenv();
    Path data = Path.of(environment.getOrDefault("PGDATA", "/var/lib/postgresql/data"));
    // Of a container that was killed: nothing of it runs any more.
    Files.deleteIfExists(data.resolve("postmaster.pid"));
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      // Nobody from outside gets in before there is a user with a password.
      try (EmbeddedPostgres server = start(data, "127.0.0.1")) {
        prepare(server, environment, data);
      }
    }
    EmbeddedPostgres server = start(data, "*");
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, ended), "stop-postgres"));
    ended.await();
  }

  private static EmbeddedPostgres start(Path data, String listenAddresses) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(PORT)
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setServerConfig("listen_addresses", listenAddresses)
        .start();
  }

  private static void prepare(EmbeddedPostgres server, Map<String, String> environment, Path data)
      throws SQLException, IOException {
    String user = environment.getOrDefault("POSTGRES_USER", "postgres");
    String database = environment.getOrDefault("POSTGRES_DB", user);
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      String password = literal(connection, environment.get("POSTGRES_PASSWORD"));
      statement.execute(
          "CREATE ROLE %s LOGIN SUPERUSER PASSWORD %s"
              .formatted(statement.enquoteIdentifier(user, true), password));
      statement.execute(
          "CREATE DATABASE %s OWNER %s"
              .formatted(
                  statement.enquoteIdentifier(database, true),
                  statement.enquoteIdentifier(user, true)));
    }
    Files.writeString(
        data.resolve("pg_hba.conf"), "host all all all scram-sha-256\n", StandardOpenOption.APPEND);
  }

  private static String literal(Connection connection, String value) throws SQLException {
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(
          "POSTGRES_PASSWORD is not set: give the password of the first user");
    }
    try (var statement = connection.prepareStatement("SELECT quote_literal(?)")) {
      statement.setString(1, value);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getString(1);
      }
    }
  }

  private static void stop(EmbeddedPostgres server, CountDownLatch ended) {
    try {
      server.close();
    } catch (IOException e) {
      System.err.println("PostgreSQL does not stop: " + e.getMessage());
    } finally {
      ended.countDown();
    }
  }
}
