package dev.streamify.batch.history;

import dev.streamify.batch.database.Database;
import dev.streamify.batch.database.Databases;
import dev.streamify.batch.database.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The queue's behaviour on a real PostgreSQL. */
class RunQueuePostgresTest extends RunQueueTest {
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
    return Databases.at(server.newDatabase("queue" + databases));
  }
}
