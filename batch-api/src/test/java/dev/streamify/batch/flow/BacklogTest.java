package dev.streamify.batch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Backlog backlog = new Backlog();

  private static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }

  @Test
  void nothingWaitsWhenAllHasPassed() {
    backlog.look(at(0), 100, 100);
    assertThat(backlog.isWaiting()).isFalse();
    assertThat(backlog.oldest(at(9))).isZero();
  }

  @Test
  void theOldestThatHasNotPassedCounts() {
    backlog.look(at(0), 10, 10);
    backlog.look(at(5), 20, 10);
    backlog.look(at(10), 30, 10);
    assertThat(backlog.oldest(at(10))).isEqualTo(Duration.ofSeconds(5));

    backlog.look(at(15), 40, 20);
    assertThat(backlog.oldest(at(15))).isEqualTo(Duration.ofSeconds(5));
    backlog.look(at(20), 40, 40);
    assertThat(backlog.isWaiting()).isFalse();
  }

  @Test
  void whatHasPassedInPartStillWaitsSinceItArrived() {
    backlog.look(at(0), 100, 0);
    backlog.look(at(5), 100, 99);
    assertThat(backlog.oldest(at(6))).isEqualTo(Duration.ofSeconds(6));
    assertThat(backlog.lastMoved()).isEqualTo(at(5));
  }

  @Test
  void standingStillBeginsWhenSomethingArrives() {
    backlog.look(at(0), 10, 10);
    backlog.look(at(100), 11, 10);
    backlog.look(at(130), 12, 10);
    assertThat(Duration.between(backlog.lastMoved(), at(130))).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aTopicMadeAnewBeginsAnew() {
    backlog.look(at(0), 1_000, 500);
    backlog.look(at(5), 3, 0);
    assertThat(backlog.oldest(at(5))).isZero();
    backlog.look(at(10), 3, 3);
    assertThat(backlog.isWaiting()).isFalse();
  }

  @Test
  void itsMemoryIsBoundedAndTheOldestIsNotForgotten() {
    for (int look = 1; look <= 100_000; look++) {
      backlog.look(at(look), look, 0);
    }
    assertThat(backlog.oldest(at(100_000))).isEqualTo(Duration.ofSeconds(99_999));
    backlog.look(at(100_001), 100_000, 99_999);
    assertThat(backlog.oldest(at(100_001))).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }
}
