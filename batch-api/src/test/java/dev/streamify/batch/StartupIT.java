package dev.streamify.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.batch.fixture.BatchApiProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service with settings that it must not start with. */
class StartupIT {
  private static final int REFUSED = 78;

  @TempDir Path folder;

  @Test
  void productionWithoutSignInOrDatabaseIsRefusedWithEveryProblem() {
    BatchApiProcess.Ended ended =
        BatchApiProcess.untilItEnds(folder, Map.of("QUARKUS_PROFILE", "production"));

    assertThat(ended.exitCode()).isEqualTo(REFUSED);
    assertThat(ended.output())
        .contains("nobody has to sign in", "must be a PostgreSQL database")
        .doesNotContain("\tat ");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void aProfileThatWasSaidToBeProdIsProduction() {
    BatchApiProcess.Ended ended =
        BatchApiProcess.untilItEnds(
            folder,
            Map.of(
                "QUARKUS_PROFILE", "prod",
                "STREAMIFY_BATCH_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/streamify",
                "STREAMIFY_BATCH_DATABASE_USER", "streamify",
                "STREAMIFY_BATCH_DATABASE_PASSWORD", "postgres"));

    assertThat(ended.exitCode()).isEqualTo(REFUSED);
    assertThat(ended.output())
        .contains("streamify.batch.database.password is empty or one that everybody knows");
  }

  @Test
  void aServiceOfEverybodyListensOnLoopbackOnly() {
    BatchApiProcess.Ended ended =
        BatchApiProcess.untilItEnds(folder, Map.of("QUARKUS_HTTP_HOST", "0.0.0.0"));

    assertThat(ended.exitCode()).isEqualTo(REFUSED);
    assertThat(ended.output()).contains("everybody who reaches 0.0.0.0 could start runs");
  }

  @Test
  void aDatabaseThatIsAwayIsToldInOneLine() {
    BatchApiProcess.Ended ended =
        BatchApiProcess.untilItEnds(
            folder,
            Map.of(
                "STREAMIFY_BATCH_DATABASE_STARTUP_TIMEOUT", "1s",
                "STREAMIFY_BATCH_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/streamify"));

    assertThat(ended.exitCode()).isEqualTo(REFUSED);
    assertThat(ended.output())
        .contains(
            "Not started: the database jdbc:postgresql://127.0.0.1:1/streamify cannot be used")
        .doesNotContain("\tat ");
  }
}
