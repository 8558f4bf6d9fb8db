package dev.streamify.batch.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.batch.database.Database;
import dev.streamify.batch.database.Databases;
import dev.streamify.batch.runs.RunId;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A long history, on H2; {@link ManyRunsPostgresTest} does the same on PostgreSQL. */
class ManyRunsTest {
  private static final Logger LOG = Logger.getLogger(ManyRunsTest.class);
  private static final int RUNS = 10_000;
  private static final int CHECKED = 20;
  private static final int LOOKS = 20;
  // A look takes some milliseconds; this has to hold on a machine that does other things too.
  private static final Duration LIMIT = Duration.ofMillis(100);

  private Database database;
  private RunStore store;

  Database open() {
    return Databases.inMemory("many" + System.nanoTime());
  }

  @BeforeEach
  void fill() {
    database = open();
    store = new RunStore(database);
    ManyRuns.fill(database, "job", RUNS, CHECKED, numbers(RUNS));
  }

  String numbers(int count) {
    return ManyRuns.numbersOfH2(count);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theNewestRunsThatWereCheckedAreFoundBehindThousandsThatWereNot() {
    assertThat(store.checked("job", 3))
        .extracting(run -> run.id().value())
        .containsExactly("r100019", "r100018", "r100017");
    assertThat(took("checked", () -> store.checked("job", 1))).isLessThan(LIMIT);
    assertThat(took("none checked", () -> store.checked("unknown", 1))).isLessThan(LIMIT);
  }

  @Test
  void pagesOfRunsCostWhatIsOnThem() {
    assertThat(store.list(filter(Optional.empty()))).hasSize(50);
    assertThat(took("all", () -> store.list(filter(Optional.empty())))).isLessThan(LIMIT);
    assertThat(took("of a job", () -> store.list(filter(Optional.of("other"))))).isLessThan(LIMIT);
    assertThat(took("one", () -> store.find(new RunId("r105000")))).isLessThan(LIMIT);
    RunFigures figures = new RunFigures(database);
    assertThat(took("figures", () -> figures.of("job"))).isLessThan(LIMIT);
  }

  private static RunFilter filter(Optional<String> job) {
    return new RunFilter(
        job,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.empty(),
        50);
  }

  /** The median of some looks. */
  private static Duration took(String what, Runnable look) {
    look.run();
    long[] nanos = new long[LOOKS];
    for (int i = 0; i < LOOKS; i++) {
      long before = System.nanoTime();
      look.run();
      nanos[i] = System.nanoTime() - before;
    }
    Arrays.sort(nanos);
    Duration median = Duration.ofNanos(nanos[LOOKS / 2]);
    LOG.infof("%s among %d runs: %d µs", what, RUNS, median.toNanos() / 1_000);
    return median;
  }
}
