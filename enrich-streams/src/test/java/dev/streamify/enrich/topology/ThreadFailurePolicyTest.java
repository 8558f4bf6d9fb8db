package dev.streamify.enrich.topology;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadFailurePolicyTest {
  private final TickingClock clock = new TickingClock();
  private final List<Boolean> told = new ArrayList<>();
  private final ThreadFailurePolicy policy =
      new ThreadFailurePolicy(clock, (failure, replaced) -> told.add(replaced));

  @Test
  void threadsAreReplacedUntilTooManyDieWithinAMinute() {
    for (int i = 0; i < ThreadFailurePolicy.MAX_REPLACEMENTS; i++) {
      assertThat(policy.handle(new IllegalStateException("x"))).isEqualTo(REPLACE_THREAD);
    }
    assertThat(policy.handle(new IllegalStateException("x"))).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(told).endsWith(true, false);
  }

  @Test
  void threadsThatDieNowAndThenAreAlwaysReplaced() {
    for (int i = 0; i < 100; i++) {
      clock.nowMs +=
          ThreadFailurePolicy.WINDOW.toMillis() / (ThreadFailurePolicy.MAX_REPLACEMENTS - 1);
      assertThat(policy.handle(new IllegalStateException("x"))).isEqualTo(REPLACE_THREAD);
    }
  }

  private static final class TickingClock extends Clock {
    private long nowMs = 1_000_000;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(nowMs);
    }
  }
}
