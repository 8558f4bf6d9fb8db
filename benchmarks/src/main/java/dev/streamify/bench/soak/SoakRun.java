package dev.streamify.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.bench.base.Await;
import dev.streamify.bench.base.BenchException;
import dev.streamify.bench.base.Resources;
import dev.streamify.bench.process.ChildProcess;
import dev.streamify.bench.process.Installation;
import dev.streamify.bench.report.SoakReport;
import dev.streamify.bench.report.Trend;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.TableDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Events flow at a steady rate; whatever the platform uses is looked at again and again. */
public final class SoakRun implements AutoCloseable {
  private static final Duration FLOWS_WITHIN = Duration.ofMinutes(5);
  private static final Duration RESTS_WITHIN = Duration.ofMinutes(10);
  private static final String FULL = "{\"mode\":\"full\"}";

  private final SoakOptions options;
  private final Installation installation;
  private final Consumer<String> progress;
  private final Resources resources = new Resources();
  private SoakPlatform platform;

  /**
   * A run.
   *
   * @param options how long and how much
   * @param installation where the services are
   * @param progress told a line at a time
   */
  public SoakRun(SoakOptions options, Installation installation, Consumer<String> progress) {
    this.options = options;
    this.installation = installation;
    this.progress = progress;
  }

  /** Does it all. */
  public SoakReport run() {
    platform = resources.add(SoakPlatform.start(options, installation));
    ChildProcess simulator = resources.add(platform.simulate());
    Await.until(
        FLOWS_WITHIN,
        () -> {
          simulator.requireAlive();
          return platform.tables().rowsOfBronze() > 0;
        },
        () -> "no event comes to bronze");
    progress.accept("events flow, looking begins");
    try (Looks looks = Looks.at(platform)) {
      int samples = look(looks, simulator);
      simulator.close();
      long raw = untilAtRest();
      write(looks.series().csv());
      return report(looks, samples, raw);
    }
  }

  private int look(Looks looks, ChildProcess simulator) {
    long start = System.nanoTime();
    Duration nextCounts = Duration.ZERO;
    Duration nextExpiry = Duration.ofMinutes(options.maintenance());
    boolean remembered = false;
    int samples = 0;
    for (Duration now = Duration.ZERO;
        now.compareTo(options.length()) <= 0;
        now = tick(start, options.between().multipliedBy(samples))) {
      simulator.requireAlive();
      looks.often(now.toSeconds());
      samples++;
      if (now.compareTo(nextCounts) >= 0) {
        looks.seldom(now.toSeconds());
        nextCounts = now.plus(options.betweenCounts());
        if (!remembered && now.compareTo(options.length().dividedBy(4)) >= 0) {
          looks.remember();
          remembered = true;
        }
      }
      if (now.compareTo(nextExpiry) >= 0) {
        expire();
        nextExpiry = now.plus(Duration.ofMinutes(options.maintenance()));
        progress.accept(
            "%d of %d minutes".formatted(now.toMinutes(), options.length().toMinutes()));
      }
    }
    return samples;
  }

  /** Waits for a moment since the start, and returns how long that is past. */
  private static Duration tick(long start, Duration moment) {
    long end = start + moment.toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        throw BenchException.failed("interrupted");
      }
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** What the schedule does to snapshots of six hours, to the younger ones of a soak. */
  private void expire() {
    for (TableDefinition table : EventContract.standard().tables()) {
      platform.batch().ask("expire_snapshots_" + table.name(), FULL);
    }
  }

  /** Waits until every raw record is in bronze or among the dead letters, and counts them. */
  private long untilAtRest() {
    long[] known = new long[2];
    Await.until(
        RESTS_WITHIN,
        () -> {
          known[0] = platform.raw();
          known[1] = platform.tables().rowsOfBronze();
          return known[0] == known[1];
        },
        () -> "%,d of %,d records are in bronze".formatted(known[1], known[0]));
    return known[0];
  }

  private void write(List<String> lines) {
    try {
      Files.write(options.folder().resolve("samples.csv"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SoakReport report(Looks looks, int samples, long raw) {
    List<Trend> trends = looks.series().trends();
    Map<String, List<String>> growth = new TreeMap<>();
    for (String process : platform.processes().keySet()) {
      boolean grown =
          trends.stream()
              .anyMatch(each -> !each.bounded() && each.what().startsWith(process + ": "));
      if (grown) {
        growth.put(process, looks.growth(process));
      }
    }
    Map<String, Long> runs = new TreeMap<>();
    new Metrics(platform.batch().metrics())
        .sumsBy("streamify_batch_runs_seconds_count", "state")
        .forEach((state, count) -> runs.put(state, count.longValue()));
    return new SoakReport(
        options.length().toSeconds(),
        samples,
        trends,
        growth,
        raw,
        platform.tables().rowsOfBronze(),
        runs,
        verdict(trends));
  }

  private List<String> verdict(List<Trend> trends) {
    List<String> wrong = new ArrayList<>();
    trends.stream().filter(each -> !each.bounded()).map(Trend::text).forEach(wrong::add);
    for (JsonNode run : platform.batch().get("/api/v1/runs?state=FAILED&limit=500").path("runs")) {
      wrong.add(
          "run of %s failed: %s"
              .formatted(run.path("job").asText(), run.path("error").path("message").asText()));
    }
    return List.copyOf(wrong);
  }

  /** Ends everything that it started, also in the middle of a run. */
  @Override
  public void close() {
    resources.close();
  }
}
