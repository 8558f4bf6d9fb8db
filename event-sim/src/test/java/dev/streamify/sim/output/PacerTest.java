package dev.streamify.sim.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.sim.event.RawEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  /** Goes on by ten seconds whenever it is looked at. */
  private static final class HastyClock extends Clock {
    private Instant now = NOW;

    @Override
    public Instant instant() {
      now = now.plusSeconds(10);
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static RawEvent at(Instant time) {
    return new RawEvent("listen_events", new byte[0], time.toEpochMilli(), RawEvent.Kind.BASE);
  }

  @Test
  void inRealTimeAnEventWaitsUntilItHappens() {
    HastyClock clock = new HastyClock();

    Pacer.inRealTime(clock).await(at(NOW.plusSeconds(35)), () -> false);

    assertThat(clock.now).isEqualTo(NOW.plusSeconds(40));
  }

  @Test
  void inRealTimeAnEventOfThePastDoesNotWait() {
    HastyClock clock = new HastyClock();

    Pacer.inRealTime(clock).await(at(NOW.minusSeconds(3_600)), () -> false);

    assertThat(clock.now).isEqualTo(NOW.plusSeconds(10));
  }

  @Test
  void waitingEndsWhenItIsStopped() {
    AtomicInteger asked = new AtomicInteger();

    Pacer.inRealTime(Clock.fixed(NOW, ZoneOffset.UTC))
        .await(at(NOW.plusSeconds(3_600)), () -> asked.incrementAndGet() > 2);

    assertThat(asked).hasValue(3);
  }

  @Test
  void aRateIsNotExceeded() {
    Pacer pacer = Pacer.atRate(1_000);
    long begin = System.nanoTime();
    for (int i = 0; i <= 500; i++) {
      pacer.await(at(NOW), () -> false);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isBetween(Duration.ofMillis(499), Duration.ofSeconds(20));
  }

  @Test
  void aRateThatIsNoneIsRefused() {
    assertThatThrownBy(() -> Pacer.atRate(0)).hasMessageContaining("rate 0.0 is not usable");
  }
}
