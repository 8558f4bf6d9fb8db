package dev.streamify.sim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Properties;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds a run of 90 days with 1,200 users and growth 2 against Eventsim's own figures for the same
 * settings. The tolerances are some two to three standard deviations of what different seeds give:
 * users differ so much from each other that 1,200 of them do not average out.
 */
class SimulationStatisticsTest {
  private static final Properties REFERENCE = new Properties();
  private static RunStatistics run;

  @BeforeAll
  static void simulate() throws IOException {
    try (InputStream in =
        SimulationStatisticsTest.class.getResourceAsStream("calibration.properties")) {
      REFERENCE.load(in);
    }
    run =
        RunStatistics.of(
            SimulationOptions.between(
                Instant.parse("2024-01-01T00:00:00Z"),
                Instant.parse("2024-03-31T00:00:00Z"),
                1_200,
                1));
  }

  private static double reference(String name) {
    return Double.parseDouble(REFERENCE.getProperty(name));
  }

  private static double total(ToDoubleFunction<String> figure) {
    return pages().mapToDouble(figure).sum();
  }

  private static Stream<String> pages() {
    return REFERENCE.stringPropertyNames().stream().filter(name -> name.startsWith("page."));
  }

  @Test
  void thereAreAboutAsManyPageViewsAsEventsimMakes() {
    double expected = total(SimulationStatisticsTest::reference);

    assertThat(total(run::figure)).isCloseTo(expected, withinPercentage(15));
  }

  /** 10 % of the share, and for rare pages four times the standard deviation of their number. */
  @Test
  void everyPageHasTheShareThatEventsimGivesIt() {
    double views = total(run::figure);
    double referenceViews = total(SimulationStatisticsTest::reference);
    pages()
        .forEach(
            page -> {
              double expected = reference(page) / referenceViews * views;
              double tolerance = expected * 0.10 + 4 * Math.sqrt(expected);
              assertThat(run.figure(page)).as(page).isCloseTo(expected, Offset.offset(tolerance));
            });
  }

  @Test
  void noPageOccursThatEventsimDoesNotHave() {
    assertThat(run.names().filter(name -> name.startsWith("page."))).isSubsetOf(pages().toList());
  }

  @Test
  void stepsTakeAsLongAsInEventsim() {
    assertThat(run.figure("gap.median")).isCloseTo(reference("gap.median"), withinPercentage(15));
    assertThat(run.figure("gap.mean")).isCloseTo(reference("gap.mean"), withinPercentage(15));
    assertThat(run.figure("gap.p95")).isCloseTo(reference("gap.p95"), withinPercentage(15));
  }

  @Test
  void stepsAreDecidedBySongsRedirectsAndChanceAsOftenAsInEventsim() {
    double steps = steps(run::figure);
    double referenceSteps = steps(SimulationStatisticsTest::reference);
    for (String kind : new String[] {"steps.song_end", "steps.redirect", "steps.other"}) {
      assertThat(run.figure(kind) / steps)
          .as(kind)
          .isCloseTo(reference(kind) / referenceSteps, withinPercentage(12));
    }
    assertThat(run.figure("steps.zero_seconds") / steps)
        .isCloseTo(reference("steps.zero_seconds") / referenceSteps, withinPercentage(20));
  }

  private static double steps(ToDoubleFunction<String> figure) {
    return figure.applyAsDouble("steps.song_end")
        + figure.applyAsDouble("steps.redirect")
        + figure.applyAsDouble("steps.other");
  }

  @Test
  void usersHaveAsManySessionsAsInEventsim() {
    assertThat(run.figure("sessions_per_user.count"))
        .isCloseTo(reference("sessions_per_user.count"), withinPercentage(8));
    assertThat(run.figure("sessions_per_user.median"))
        .isCloseTo(reference("sessions_per_user.median"), withinPercentage(15));
    assertThat(run.figure("sessions_per_user.mean"))
        .isCloseTo(reference("sessions_per_user.mean"), withinPercentage(10));
    assertThat(run.figure("sessions_per_user.p95"))
        .isCloseTo(reference("sessions_per_user.p95"), withinPercentage(15));
  }

  @Test
  void sessionsHaveAsManyEventsAsInEventsim() {
    assertThat(run.figure("events_per_session.count"))
        .isCloseTo(reference("events_per_session.count"), withinPercentage(8));
    assertThat(run.figure("events_per_session.median"))
        .isEqualTo(reference("events_per_session.median"));
    assertThat(run.figure("events_per_session.mean"))
        .isCloseTo(reference("events_per_session.mean"), withinPercentage(12));
    assertThat(run.figure("events_per_session.p95"))
        .isCloseTo(reference("events_per_session.p95"), withinPercentage(15));
  }
}
