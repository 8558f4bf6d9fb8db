package dev.streamify.batch.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.batch.bootstrap.Tables;
import dev.streamify.batch.catalog.CatalogSettings;
import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.control.Requests;
import dev.streamify.batch.control.RunRequests;
import dev.streamify.batch.database.Database;
import dev.streamify.batch.database.Databases;
import dev.streamify.batch.fixture.CatalogProcess;
import dev.streamify.batch.fixture.SettableClock;
import dev.streamify.batch.history.Histories;
import dev.streamify.batch.history.RunFilter;
import dev.streamify.batch.history.RunQueue;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.jobs.Schedule;
import dev.streamify.batch.jobs.Sensor;
import dev.streamify.batch.runs.Origin;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunState;
import dev.streamify.contract.EventContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas' triggers over one database and one catalog. */
class TriggersTest {
  private static final Schedule HOURLY = Schedule.parse("0 * * * *");
  private static final Sensor SENSOR = new Sensor(Duration.ofSeconds(20), Duration.ofMinutes(2));
  private static final JobCatalogue JOBS = JobCatalogue.packaged(EventContract.standard());
  private static final JobDefinition LISTENS = JOBS.job("silver_listen_events").orElseThrow();
  private static final JobDefinition RECONCILIATION = JOBS.job("reconciliation").orElseThrow();

  @TempDir static Path folder;
  private static CatalogProcess catalog;
  private static Lakehouse lakehouse;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T21:30:00Z"));
  private Database database;
  private TriggerStore store;
  private Replica one;
  private Replica other;

  private record Replica(ScheduleTrigger schedules, SensorTrigger sensors) {}

  @BeforeAll
  static void startCatalog() {
    catalog = CatalogProcess.start(folder);
    lakehouse = new Lakehouse(CatalogSettings.fromVariables(catalog.variables()));
    Tables.create(lakehouse, EventContract.standard());
  }

  @AfterAll
  static void stopCatalog() {
    lakehouse.close();
    catalog.close();
  }

  @BeforeEach
  void start() {
    database = Databases.inMemory("triggers" + System.nanoTime());
    store = new TriggerStore(database);
    one = replica();
    other = replica();
  }

  private Replica replica() {
    RunRequests requests = Requests.to(database, JOBS, clock);
    return new Replica(
        new ScheduleTrigger(store, requests, Requests.planner(clock), clock),
        new SensorTrigger(lakehouse, store, requests, Requests.planner(clock), clock));
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void whatIsDueIsAskedForOnceByWhicheverReplica() {
    lookAtSchedules();
    assertThat(runs()).isEmpty();
    clock.advance(Duration.ofMinutes(30));
    lookAtSchedules();
    lookAtSchedules();

    assertThat(runs())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.origin())
                  .isEqualTo(new Origin(Origin.Cause.SCHEDULE, "reconciliation"));
              assertThat(run.request().range()).isEqualTo(DateRange.ALL);
            });
    endAll();
    clock.advance(Duration.ofHours(1));
    lookAtSchedules();
    assertThat(runs()).hasSize(2);
  }

  @Test
  void whatWasMissedIsMadeUpForOnce() {
    lookAtSchedules();
    clock.advance(Duration.ofHours(50));
    one = replica();
    lookAtSchedules();

    assertThat(runs()).hasSize(1);
    assertThat(store.find("reconciliation", TriggerKind.SCHEDULE).firedAt())
        .contains(Instant.parse("2026-11-24T23:00:00Z"));
    endAll();
    lookAtSchedules();
    assertThat(runs()).hasSize(1);
  }

  @Test
  void aPausedScheduleStaysPausedAndNothingOfThatTimeIsMadeUpFor() {
    lookAtSchedules();
    store.pause("reconciliation", TriggerKind.SCHEDULE, Optional.of("me"), clock.instant());
    clock.advance(Duration.ofHours(5));
    one = replica();
    lookAtSchedules();
    assertThat(runs()).isEmpty();

    store.pause("reconciliation", TriggerKind.SCHEDULE, Optional.empty(), clock.instant());
    lookAtSchedules();
    assertThat(runs()).isEmpty();
    clock.advance(Duration.ofHours(1));
    lookAtSchedules();
    assertThat(runs()).hasSize(1);
  }

  @Test
  void aRunThatStillWaitsIsEnough() {
    lookAtSchedules();
    clock.advance(Duration.ofHours(1));
    lookAtSchedules();
    clock.advance(Duration.ofHours(1));
    lookAtSchedules();

    assertThat(runs()).hasSize(1);
  }

  @Test
  void newDataIsAskedForOnceItIsQuiet() {
    add();
    lookAtSensors();
    clock.advance(Duration.ofSeconds(15));
    add();
    lookAtSensors();
    clock.advance(Duration.ofSeconds(15));
    lookAtSensors();
    assertThat(runs()).isEmpty();
    clock.advance(Duration.ofSeconds(5));
    lookAtSensors();
    lookAtSensors();

    assertThat(runs())
        .singleElement()
        .satisfies(run -> assertThat(run.origin().cause()).isEqualTo(Origin.Cause.SENSOR));
    endAll();
    clock.advance(Duration.ofHours(1));
    one = replica();
    lookAtSensors();
    lookAtSensors();
    assertThat(runs()).hasSize(1);
  }

  @Test
  void dataThatNeverStopsIsAskedForAfterAWhile() {
    for (int second = 0; second < 120; second += 10) {
      add();
      lookAtSensors();
      assertThat(runs()).isEmpty();
      clock.advance(Duration.ofSeconds(10));
    }
    add();
    lookAtSensors();

    assertThat(runs()).hasSize(1);
  }

  @Test
  void keepingTheSameRowsOtherwiseIsNoNewData() {
    add();
    lookAtSensors();
    clock.advance(SENSOR.quiet());
    lookAtSensors();
    endAll();
    bronze().rewriteManifests().clusterBy(file -> "all").commit();
    lookAtSensors();
    clock.advance(SENSOR.atMost());
    lookAtSensors();

    assertThat(runs()).hasSize(1);
  }

  @Test
  void aPausedSensorSeesWhatCameMeanwhileOnceItGoesOn() {
    store.pause(LISTENS.name(), TriggerKind.SENSOR, Optional.of("me"), clock.instant());
    add();
    lookAtSensors();
    clock.advance(SENSOR.atMost());
    lookAtSensors();
    assertThat(runs()).isEmpty();

    store.pause(LISTENS.name(), TriggerKind.SENSOR, Optional.empty(), clock.instant());
    lookAtSensors();
    clock.advance(SENSOR.quiet());
    lookAtSensors();
    assertThat(runs()).hasSize(1);
  }

  private void lookAtSchedules() {
    one.schedules().look(RECONCILIATION, HOURLY);
    other.schedules().look(RECONCILIATION, HOURLY);
  }

  private void lookAtSensors() {
    one.sensors().look(LISTENS, SENSOR);
    other.sensors().look(LISTENS, SENSOR);
  }

  private static void add() {
    bronze().newFastAppend().commit();
  }

  private static Table bronze() {
    return lakehouse.requireTable("bronze_listen_events");
  }

  private List<Run> runs() {
    return Histories.store(database)
        .list(
            new RunFilter(
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                100));
  }

  private void endAll() {
    RunQueue queue = Histories.queue(database, clock);
    for (Optional<Run> run = queue.claim("w", 9); run.isPresent(); run = queue.claim("w", 9)) {
      RunState.Running running = (RunState.Running) run.get().state();
      queue.leave("w", run.get().with(running.abort(clock.instant(), "test")));
    }
  }

  @Test
  void seenSnapshotsComeBack() {
    Map<String, Long> seen = Map.of("t", Long.MAX_VALUE);
    store.note(TriggerState.fresh("j", TriggerKind.SENSOR).seen(seen));

    assertThat(store.find("j", TriggerKind.SENSOR).seen()).isEqualTo(seen);
  }
}
