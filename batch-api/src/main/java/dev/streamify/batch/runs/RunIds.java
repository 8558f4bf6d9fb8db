package dev.streamify.batch.runs;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/** Gives runs their names: each sorts behind those that it gave before. */
@Singleton
public class RunIds {
  private final Clock clock;
  private final RandomGenerator random = new SecureRandom();
  private Instant last = Instant.EPOCH;

  /** Names by that clock. */
  public RunIds(Clock clock) {
    this.clock = clock;
  }

  /** A new name. */
  public synchronized RunId next() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    last = now.isAfter(last) ? now : last.plusMillis(1);
    return RunId.next(last, random);
  }
}
