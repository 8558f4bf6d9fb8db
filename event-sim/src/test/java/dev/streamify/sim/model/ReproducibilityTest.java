package dev.streamify.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.contract.EventContract;
import dev.streamify.sim.event.EventSource;
import dev.streamify.sim.fault.FaultInjector;
import dev.streamify.sim.fault.FaultShares;
import dev.streamify.sim.support.Sources;
import java.time.Instant;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReproducibilityTest {
  private static final Instant END = Instant.parse("2026-11-22T12:34:56.789Z");
  private static final long EVENTS = 20_000;

  private final TimeZone timeZone = TimeZone.getDefault();
  private final Locale locale = Locale.getDefault();

  @AfterEach
  void restoreDefaults() {
    TimeZone.setDefault(timeZone);
    Locale.setDefault(locale);
  }

  private static String hash(long seed) {
    EventSource events =
        Simulation.of(SimulationOptions.endingAt(END, EVENTS, seed), EventContract.standard());
    FaultShares faults = new FaultShares(0.02, 0.01, 0.05, seed);
    return Sources.hash(FaultInjector.wrap(events, faults, EventContract.standard()));
  }

  /**
   * Changes whenever the simulator's output does, on whatever JDK: then loads cannot be resumed.
   */
  @Test
  void theBytesOfASeedNeverChange() {
    assertThat(hash(1))
        .isEqualTo("dbb996da572f6eb523b23558dfa40f3cef346043c1f4c52b535e9d4aa58233ea");
  }

  @Test
  void theSameOptionsGiveTheSameBytesInEveryTimeZoneAndLocale() {
    String here = hash(2);
    TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
    Locale.setDefault(Locale.forLanguageTag("th-TH-u-ca-buddhist-nu-thai"));
    String losAngeles = hash(2);
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    String kiritimati = hash(2);

    assertThat(losAngeles).isEqualTo(here);
    assertThat(kiritimati).isEqualTo(here);
  }

  @Test
  void anotherSeedGivesOtherEvents() {
    assertThat(hash(3)).isNotEqualTo(hash(4));
  }
}
