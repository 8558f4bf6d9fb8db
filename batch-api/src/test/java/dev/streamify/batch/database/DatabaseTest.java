package dev.streamify.batch.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir Path folder;

  @Test
  void tablesAreMadeOnceAndKept() {
    String url = "jdbc:h2:file:" + folder.resolve("history");
    try (Database database = Databases.at(url)) {
      assertThat(database.isExclusive()).isTrue();
      database.useTransaction(handle -> handle.execute("INSERT INTO queue_lock (id) VALUES (7)"));
    }
    try (Database again = Databases.at(url)) {
      assertThat(locks(again)).isEqualTo(2);
    }
  }

  @Test
  void postgresqlGetsTheSameTables() {
    try (PostgresServer postgres = PostgresServer.start();
        Database database = Databases.at(postgres.url())) {
      assertThat(database.isExclusive()).isFalse();
      assertThat(locks(database)).isEqualTo(1);
    }
  }

  @Test
  void aDatabaseThatIsAwayIsNamedWithoutItsPassword() {
    assertThatThrownBy(
            () -> Databases.at("jdbc:postgresql://127.0.0.1:1/streamify?password=secret"))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/streamify cannot be used")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> Databases.at("jdbc:mysql://db/x?password=secret"))
        .hasMessageContaining("must begin with jdbc:postgresql: or jdbc:h2:file:")
        .hasMessageNotContaining("secret");
  }

  private static long locks(Database database) {
    return database.inTransaction(
        handle -> handle.createQuery("SELECT count(*) FROM queue_lock").mapTo(Long.class).one());
  }
}
