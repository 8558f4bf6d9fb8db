package dev.streamify.batch.silver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.batch.fixture.Runs;
import dev.streamify.batch.fixture.SharedLakehouse;
import dev.streamify.batch.fixture.TestLakehouse;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.contract.EventContract;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedLakehouse.class)
class SessionsTaskIT {
  private static final JobDefinition JOB =
      JobCatalogue.packaged(EventContract.standard()).job("silver_user_sessions").orElseThrow();
  private static final long T0 = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private static TestLakehouse lakehouse;
  private final List<UserEvent> events = new ArrayList<>();

  @BeforeAll
  static void start(TestLakehouse shared) {
    lakehouse = shared;
  }

  @BeforeEach
  void emptyTables() {
    lakehouse.reset();
  }

  @Test
  void aPauseOfThirtyMinutesGoesOnAndOneMillisecondMoreEnds() {
    long gap = 30 * MINUTE;
    add(page(1, 1L, 0), page(2, 1L, gap - 1_000));
    add(page(3, 2L, 0), page(4, 2L, gap));
    add(page(5, 3L, 0), page(6, 3L, gap + 1));
    add(page(7, 4L, 0), page(8, 4L, gap + 1_000));
    add(page(9, null, 0));

    RunOutcome outcome = incremental();

    assertThat(sessions()).hasSize(6).isEqualTo(SessionOracle.sessions(events));
    assertThat(outcome.metrics())
        .containsAllEntriesOf(
            Map.of("rows_read", 8L, "sessions_written", 6L, "sessions_replaced", 0L));
  }

  @Test
  void aLateEventJoinsTwoSessionsAndNothingElseIsTouched() {
    add(page(1, 1L, 0), page(2, 1L, 50 * MINUTE), page(3, 2L, 0));
    incremental();
    add(UserEvent.listen(4, 1L, T0 + 25 * MINUTE, 5, 1, 9));

    RunOutcome outcome = incremental();

    assertThat(sessions()).hasSize(2).isEqualTo(SessionOracle.sessions(events));
    assertThat(outcome.metrics())
        .containsAllEntriesOf(
            Map.of("rows_read", 1L, "sessions_written", 1L, "sessions_replaced", 2L));
  }

  @Test
  void aSessionMovesToTheDayOnWhichALateEventMakesItBegin() {
    long midnight = Instant.parse("2026-01-02T00:00:00Z").toEpochMilli();
    add(UserEvent.pageView(1, 1L, midnight + 10 * MINUTE, 5, 2, "Home"));
    incremental();
    add(UserEvent.pageView(2, 1L, midnight - 10 * MINUTE, 5, 1, "Login"));

    incremental();

    assertThat(sessions()).hasSize(1).isEqualTo(SessionOracle.sessions(events));
  }

  @Test
  void eventsOfDaysFarApartDoNotDisturbTheDaysBetween() {
    add(page(1, 1L, 0), page(2, 1L, 10 * day()), page(3, 1L, 5 * day()));
    incremental();
    add(page(4, 1L, MINUTE), page(5, 1L, 10 * day() + MINUTE));

    RunOutcome outcome = incremental();

    assertThat(sessions()).hasSize(3).isEqualTo(SessionOracle.sessions(events));
    assertThat(outcome.metrics()).containsEntry("sessions_replaced", 2L);
  }

  @Test
  void aRunWithoutNewEventsMakesNoSnapshot() {
    add(page(1, 1L, 0));
    incremental();

    assertThat(incremental().outputSnapshot()).isEmpty();
    assertThat(sessions()).hasSize(1);
  }

  @Test
  void sessionsOfDatesAreMadeAnewWhateverTheyWere() {
    add(page(1, 1L, 0), page(2, 1L, day()), page(3, 1L, 3 * day()));
    incremental();
    lakehouse.execute(
        "UPDATE lakehouse.streamify.silver_user_sessions SET event_count = 77, page_view_count = 77");
    LocalDate first = LocalDate.parse("2026-01-01");

    run(RunMode.FULL, new DateRange(Optional.of(first), Optional.of(first)));
    assertThat(sessions()).containsAll(SessionOracle.sessions(events.subList(0, 1)));
    assertThat(sessions()).isNotEqualTo(SessionOracle.sessions(events));

    run(RunMode.FULL, DateRange.ALL);
    assertThat(sessions()).isEqualTo(SessionOracle.sessions(events));
  }

  @Test
  void aRunOfDatesMayReadWhatTheNextRunReadsAgain() {
    add(page(1, 1L, 0));
    incremental();
    add(page(2, 1L, MINUTE));
    LocalDate first = LocalDate.parse("2026-01-01");
    run(RunMode.FULL, new DateRange(Optional.of(first), Optional.of(first)));

    incremental();

    assertThat(sessions()).hasSize(1).isEqualTo(SessionOracle.sessions(events));
  }

  @Test
  void eventsThatAFullRunTookOutOfSilverLeaveTheirSessions() {
    add(page(1, 1L, 0), page(2, 1L, 10 * MINUTE), page(3, 2L, 0));
    incremental();
    lakehouse.execute(
        "INSERT INTO lakehouse.streamify.silver_page_view_events REPLACE WHERE event_date = DATE '2026-01-01'"
            + " SELECT * FROM lakehouse.streamify.silver_page_view_events WHERE event_id = 'p1'");

    RunOutcome outcome = incremental();

    assertThat(sessions()).isEqualTo(SessionOracle.sessions(events.subList(0, 1)));
    assertThat(outcome.warnings()).anyMatch(text -> text.contains("is gone"));
  }

  /** Random users, pauses around the limit, slices in random order, a run after each. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void inAnyOrderAndAnySlicesTheResultIsThatOfTheOracle(long seed) {
    Random random = new Random(seed);
    List<UserEvent> all = new ArrayList<>(RandomEvents.of(random, 6, 40));
    Collections.shuffle(all, random);
    int slices = 3 + random.nextInt(3);
    for (int slice = 0; slice < slices; slice++) {
      int from = all.size() * slice / slices;
      int to = all.size() * (slice + 1) / slices;
      add(all.subList(from, to).toArray(UserEvent[]::new));
      incremental();
      assertThat(sessions())
          .as("seed %d, slice %d of %d", seed, slice + 1, slices)
          .isEqualTo(SessionOracle.sessions(events));
    }
    List<String> incremental = sessions();

    run(RunMode.FULL, DateRange.ALL);

    assertThat(sessions()).isEqualTo(incremental);
  }

  private static UserEvent page(int id, Long user, long afterMs) {
    return UserEvent.pageView(id, user, T0 + afterMs, 5, id, "Home");
  }

  private static long day() {
    return Duration.ofDays(1).toMillis();
  }

  private void add(UserEvent... added) {
    events.addAll(Arrays.asList(added));
    Map<String, List<UserEvent>> byStream =
        Arrays.stream(added).collect(Collectors.groupingBy(UserEvent::stream));
    byStream.forEach(SessionsTaskIT::insert);
  }

  private static void insert(String stream, Collection<UserEvent> added) {
    lakehouse.execute(
        "INSERT INTO lakehouse.streamify.silver_%s (%s) VALUES %s"
            .formatted(
                stream,
                added.iterator().next().columns(),
                added.stream().map(UserEvent::values).collect(Collectors.joining(", "))));
  }

  private static List<String> sessions() {
    return lakehouse
        .query(
            """
            SELECT concat_ws(';', session_id, user_id, unix_millis(session_start), unix_millis(session_end),
              duration_seconds, event_count, listen_count, page_view_count, auth_event_count,
              distinct_songs, distinct_artists, listened_seconds, coalesce(level_at_start, 'null'),
              coalesce(level_at_end, 'null'), coalesce(first_page, 'null'), coalesce(last_page, 'null'),
              coalesce(city, 'null'), coalesce(state, 'null'), CAST(native_session_ids AS STRING),
              session_date) AS line
            FROM lakehouse.streamify.silver_user_sessions
            """)
        .stream()
        .map(row -> (String) row.get("line"))
        .sorted()
        .toList();
  }

  private static RunOutcome incremental() {
    return run(RunMode.INCREMENTAL, DateRange.ALL);
  }

  private static RunOutcome run(RunMode mode, DateRange range) {
    return new SessionsTask(lakehouse.lakehouse(), lakehouse.engine(), lakehouse.quality())
        .execute(Runs.context(JOB, mode, range), JOB);
  }
}
