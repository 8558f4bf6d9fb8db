package dev.streamify.batch.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Schedule NIGHTLY = Schedule.parse("30 2 * * *");

  @Test
  void timesAreUtcAndTheMomentItselfIsDue() {
    Instant due = Instant.parse("2026-03-29T02:30:00Z");

    assertThat(NIGHTLY.nextAfter(Instant.parse("2026-03-28T12:00:00Z"))).contains(due);
    assertThat(NIGHTLY.nextAfter(due)).contains(due.plus(Duration.ofDays(1)));
    assertThat(NIGHTLY.lastUpTo(due)).contains(due);
    assertThat(NIGHTLY.lastUpTo(due.minusSeconds(1))).contains(due.minus(Duration.ofDays(1)));
  }

  @Test
  void whatIsNoScheduleIsRefusedWithAnExample() {
    assertThatThrownBy(() -> Schedule.parse("every night"))
        .hasMessageContaining("'every night' is not a schedule like '15 3 * * *'");
    assertThatThrownBy(() -> Schedule.parse("61 * * * *")).hasMessageContaining("61");
  }

  @Test
  void aDeploymentMaySaySomethingElse() {
    Map<String, String> settings =
        Map.of(
            "streamify.batch.jobs.a.schedule", "0 5 * * *",
            "streamify.batch.jobs.b.schedule", "off",
            "streamify.batch.jobs.b.sensor", "off",
            "streamify.batch.jobs.a.retry-attempts", "7",
            "streamify.batch.jobs.b.retry-backoff", "soon");
    JobOverrides overrides = new JobOverrides(settings::get);
    JobTriggers triggers =
        new JobTriggers(
            Optional.of(NIGHTLY),
            Optional.of(new Sensor(Duration.ofSeconds(1), Duration.ofSeconds(2))));

    assertThat(overrides.triggers("a", triggers).schedule().orElseThrow()).hasToString("0 5 * * *");
    assertThat(overrides.triggers("a", triggers).sensor()).isPresent();
    assertThat(overrides.triggers("b", triggers))
        .isEqualTo(new JobTriggers(Optional.empty(), Optional.empty()));
    assertThat(overrides.triggers("c", triggers)).isEqualTo(triggers);
    assertThat(overrides.retry("a", Retry.DEFAULT).attempts()).isEqualTo(7);
    assertThatThrownBy(() -> overrides.retry("b", Retry.DEFAULT))
        .hasMessageContaining("streamify.batch.jobs.b.retry-backoff", "found 'soon'");
  }

  @Test
  void pausesBetweenAttemptsDoubleUpToFiveMinutes() {
    Retry retry = new Retry(99, Duration.ofSeconds(10));

    assertThat(retry.pauseAfter(1)).hasSeconds(10);
    assertThat(retry.pauseAfter(3)).hasSeconds(40);
    assertThat(retry.pauseAfter(80)).hasMinutes(5);
    assertThatThrownBy(() -> new Retry(0, Duration.ZERO)).hasMessageContaining("found 0");
    assertThatThrownBy(() -> new Sensor(Duration.ofSeconds(3), Duration.ofSeconds(2)))
        .hasMessageContaining("PT3S");
  }
}
