package dev.streamify.batch.history;

import dev.streamify.batch.database.Database;
import dev.streamify.batch.database.Databases;
import dev.streamify.batch.database.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A long history on a real PostgreSQL. */
class ManyRunsPostgresTest extends ManyRunsTest {
  private static PostgresServer server;
  private static int databases;

  @BeforeAll
  static void startServer() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  Database open() {
    databases++;
    return Databases.at(server.newDatabase("many" + databases));
  }

  @Override
  String numbers(int count) {
    return "generate_series(1, %d) AS numbers (n)".formatted(count);
  }
}
