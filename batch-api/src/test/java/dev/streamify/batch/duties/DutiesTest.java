package dev.streamify.batch.duties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamify.batch.database.Database;
import dev.streamify.batch.database.Databases;
import dev.streamify.batch.execution.Replica;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DutiesTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Database database = Databases.inMemory(UUID.randomUUID().toString());
  private final Duties one = new Duties(database, new Replica());
  private final Duties other = new Duties(database, new Replica());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void oneReplicaAtATimeHasADuty() {
    assertThat(one.take(Duty.ALERTS, LONG)).isTrue();
    assertThat(other.take(Duty.ALERTS, LONG)).isFalse();
    assertThat(one.take(Duty.ALERTS, LONG)).isTrue();
    other.release(Duty.ALERTS);
    assertThat(other.take(Duty.ALERTS, LONG)).isFalse();
    one.release(Duty.ALERTS);
    assertThat(other.take(Duty.ALERTS, Duration.ofMillis(1))).isTrue();
    await().until(() -> one.take(Duty.ALERTS, LONG));
  }

  @Test
  void nobodyWaitsForOneThatIsDeadForSure(@TempDir Path folder) {
    String url = "jdbc:h2:file:" + folder.resolve("history");
    try (Database first = Databases.at(url)) {
      assertThat(new Duties(first, new Replica()).take(Duty.LINEAGE, LONG)).isTrue();
    }
    try (Database second = Databases.at(url)) {
      assertThat(new Duties(second, new Replica()).take(Duty.LINEAGE, LONG)).isTrue();
    }
  }

  @Test
  void dutiesDoNotHangTogether() {
    assertThat(one.take(Duty.SINKS, LONG)).isTrue();
    assertThat(other.take(Duty.TRIGGERS, LONG)).isTrue();
    one.release(Duty.SINKS);
    assertThat(one.take(Duty.TRIGGERS, LONG)).isFalse();
  }

  @Test
  void everyDutyStandsInTheDatabase() {
    for (Duty duty : Duty.values()) {
      assertThat(one.take(duty, LONG)).as(duty.name()).isTrue();
    }
  }
}
