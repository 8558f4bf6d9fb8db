package dev.streamify.batch.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.batch.fixture.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private final SettableClock clock = new SettableClock(Instant.EPOCH);
  private final RateLimiter limiter = new RateLimiter(2, Duration.ofSeconds(1), 3, clock);

  @Test
  void theBurstIsGivenAtOnceAndTheRestInTime() {
    for (int i = 0; i < 3; i++) {
      assertThat(limiter.take("a")).isEmpty();
    }
    assertThat(limiter.take("a")).contains(Duration.ofMillis(500));
    clock.advance(Duration.ofMillis(500));
    assertThat(limiter.take("a")).isEmpty();
    assertThat(limiter.take("a")).isPresent();
  }

  @Test
  void namesDoNotShareAndIdleTimeIsNotSavedUp() {
    for (int i = 0; i < 4; i++) {
      limiter.take("a");
    }
    assertThat(limiter.take("b")).isEmpty();
    clock.advance(Duration.ofDays(1));
    for (int i = 0; i < 3; i++) {
      assertThat(limiter.take("a")).isEmpty();
    }
    assertThat(limiter.take("a")).isPresent();
  }

  @Test
  void aFloodOfNamesIsForgotten() {
    for (int i = 0; i < 50_000; i++) {
      limiter.take("name " + i);
    }
    for (int i = 0; i < 3; i++) {
      assertThat(limiter.take("name 0")).isEmpty();
    }
  }
}
