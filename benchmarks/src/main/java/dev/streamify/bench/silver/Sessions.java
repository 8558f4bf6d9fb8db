package dev.streamify.bench.silver;

import dev.streamify.bench.duckdb.DuckDb;
import dev.streamify.bench.duckdb.SessionQueries;
import dev.streamify.bench.platform.Platform.MeasuredRun;
import dev.streamify.bench.platform.Tables;
import dev.streamify.bench.report.Comparison;
import dev.streamify.bench.report.Measured;
import dev.streamify.bench.report.Sample;
import dev.streamify.bench.silver.Workload.Arrival;
import dev.streamify.contract.TableDefinition;
import dev.streamify.contract.UserSessions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Sessions of all events of silver at first, then those that an increment touches. */
final class Sessions {
  private static final TableDefinition TABLE = UserSessions.silverTable();

  private final SilverOptions options;
  private final DuckDb duckdb;
  private final Consumer<String> progress;

  Sessions(SilverOptions options, DuckDb duckdb, Consumer<String> progress) {
    this.options = options;
    this.duckdb = duckdb;
    this.progress = progress;
  }

  /** Whether this version of the platform has them. */
  static boolean areKnown(Listens listens) {
    return listens.platform().knows(TABLE.name());
  }

  /** Measures the first build; silver has to be filled. */
  Comparison first(Listens listens) {
    List<String> silver = listens.platform().tables().files(Listens.SILVER);
    String query = SessionQueries.all(Tables.localPaths(silver));
    Pairs pairs = new Pairs();
    for (int i = 0; i < options.repetitionsOfAll() + Math.min(1, options.warmUps()); i++) {
      listens.platform().tables().empty(TABLE);
      pairs.add(listens.platform().run(TABLE.name()), write(query));
    }
    pairs.keepLast(options.repetitionsOfAll());
    return pairs.comparison("sessions, first build");
  }

  /** Measures increments; the sessions of what silver holds have to be there. */
  Comparison increments(Listens listens, Workload workload) {
    Pairs pairs = new Pairs();
    for (int i = 0; i < options.repetitions() + options.warmUps(); i++) {
      Arrival arrival = workload.increment(options.incrementRows());
      List<String> before = around(listens, arrival);
      listens.deliver(arrival);
      listens.deduplicate(arrival.rows(), arrival.newEvents());
      List<String> added = new ArrayList<>(around(listens, arrival));
      added.removeAll(before);
      String query = SessionQueries.touched(Tables.localPaths(before), Tables.localPaths(added));
      pairs.add(listens.platform().run(TABLE.name()), write(query));
    }
    pairs.keepLast(options.repetitions());
    return pairs.comparison("sessions, increment");
  }

  /** Silver's files of the days of an increment and their neighbours, where sessions go on. */
  private static List<String> around(Listens listens, Arrival arrival) {
    List<LocalDate> days =
        arrival.days().stream()
            .flatMap(day -> Stream.of(day.minusDays(1), day, day.plusDays(1)))
            .distinct()
            .toList();
    return listens.platform().tables().files(Listens.SILVER, days);
  }

  private DuckDb.Written write(String query) {
    return duckdb.write(query, TABLE.partitioning().column());
  }

  /** Repetitions by the platform and by DuckDB. */
  private final class Pairs {
    private final List<Sample> ours = new ArrayList<>();
    private final List<Sample> theirs = new ArrayList<>();
    private long read;
    private long written;

    void add(MeasuredRun run, DuckDb.Written duck) {
      read = run.metric("rows_read");
      written = run.metric("sessions_written");
      Listens.checked(duck, written);
      ours.add(run.sample());
      theirs.add(duck.sample());
      progress.accept(
          "sessions: %s, DuckDB %s".formatted(run.sample().text(), duck.sample().text()));
    }

    void keepLast(int count) {
      ours.subList(0, ours.size() - count).clear();
      theirs.subList(0, theirs.size() - count).clear();
    }

    Comparison comparison(String work) {
      return Comparison.of(
          work, read, written, Measured.of(ours), Measured.of(theirs), Optional.empty());
    }
  }
}
