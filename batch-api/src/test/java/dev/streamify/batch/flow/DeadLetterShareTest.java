package dev.streamify.batch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeadLetterShareTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final DeadLetterShare share = new DeadLetterShare(Duration.ofMinutes(5));

  @Test
  void whatWasThereBeforeTheFirstLookIsHistory() {
    assertThat(share.look(START, 1_000, 1_000)).isZero();
  }

  @Test
  void rejectsAreSharedOutOverWhatLanded() {
    share.look(START, 1_000, 0);
    assertThat(share.look(START.plusSeconds(5), 1_095, 5)).isEqualTo(0.05);
  }

  @Test
  void aFewAreNoShare() {
    share.look(START, 0, 0);
    assertThat(share.look(START.plusSeconds(5), 0, DeadLetterShare.MIN_LETTERS - 1)).isZero();
    assertThat(share.look(START.plusSeconds(6), 0, DeadLetterShare.MIN_LETTERS)).isEqualTo(1);
  }

  @Test
  void whatIsOlderThanTheWindowIsForgotten() {
    share.look(START, 0, 0);
    share.look(START.plusSeconds(5), 100, 100);
    assertThat(share.look(START.plusSeconds(300), 100, 100)).isEqualTo(0.5);
    assertThat(share.look(START.plusSeconds(306), 200, 100)).isZero();
  }
}
