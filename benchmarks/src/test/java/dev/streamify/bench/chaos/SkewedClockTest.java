package dev.streamify.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SkewedClockTest {
  private final SkewedClock clock = new SkewedClock(Path.of("/lib/libfaketimeMT.so.1"));

  @Test
  void a_process_is_told_how_many_seconds_its_clock_is_off() {
    assertThat(clock.environment(Duration.ofMinutes(10))).containsEntry("FAKETIME", "+600");
    assertThat(clock.environment(Duration.ofSeconds(-130))).containsEntry("FAKETIME", "-130");
  }
}
