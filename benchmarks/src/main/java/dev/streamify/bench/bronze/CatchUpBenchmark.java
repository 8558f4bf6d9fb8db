package dev.streamify.bench.bronze;

import dev.streamify.bench.base.Await;
import dev.streamify.bench.base.BenchException;
import dev.streamify.bench.base.Resources;
import dev.streamify.bench.process.ChildProcess;
import dev.streamify.bench.process.Installation;
import dev.streamify.bench.report.Measured;
import dev.streamify.bench.report.Race;
import dev.streamify.bench.report.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Events wait in the raw topics; how long it takes, and what it costs, until they are rows of
 * bronze that everyone sees. Each way starts with a broker and tables of its own, in turns.
 */
public final class CatchUpBenchmark implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final double MILLION = 1e6;

  /** What the project's sinks are set to. */
  private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(5);

  private final CatchUpOptions options;
  private final Installation installation;
  private final Consumer<String> progress;
  private final Resources resources = new Resources();

  /**
   * A benchmark.
   *
   * @param options what to measure
   * @param installation where the services are
   * @param progress told a line at a time
   */
  public CatchUpBenchmark(
      CatchUpOptions options, Installation installation, Consumer<String> progress) {
    this.options = options;
    this.installation = installation;
    this.progress = progress;
  }

  /** Runs it. */
  public Race run() {
    Map<BronzePath, List<Sample>> samples = new EnumMap<>(BronzePath.class);
    for (int repetition = 1; repetition <= options.repetitions(); repetition++) {
      for (BronzePath path : BronzePath.values()) {
        Sample sample = measure(path, repetition);
        progress.accept("%s, a million events: %s".formatted(path.title(), sample.text()));
        samples.computeIfAbsent(path, each -> new ArrayList<>()).add(sample);
      }
    }
    List<Race.Entry> entries = new ArrayList<>();
    samples.forEach(
        (path, each) ->
            entries.add(new Race.Entry(path.title(), Measured.of(each), path.targetCpuRatio())));
    return Race.of(
        "raw topics to committed bronze, catching up",
        options.events() - options.warmUp(),
        entries);
  }

  private Sample measure(BronzePath path, int repetition) {
    String name = "%s-%d".formatted(path.name(), repetition);
    try (BronzeRig rig =
        resources.add(BronzeRig.prepare(installation, options.folder().resolve(name)))) {
      try (ChildProcess simulator =
          rig.simulate(List.of("--events=" + options.events(), "--randomseed=1"))) {
        Await.until(PATIENCE, simulator::hasEnded, () -> "event-sim does not end");
      }
      long end = rig.produced();
      // Spark begins its next micro-batch as soon as it can; sinks commit as the project's do.
      rig.start(
          path,
          CommitIntervals.every(
              path == BronzePath.STRUCTURED_STREAMING ? Duration.ZERO : COMMIT_INTERVAL),
          options.mostRecords());
      long begin = reached(rig, path, options.warmUp());
      Map<String, Duration> before = rig.cpu();
      long start = System.nanoTime();
      long ended = reached(rig, path, end);
      Duration wall = Duration.ofNanos(System.nanoTime() - start);
      if (ended <= begin) {
        throw BenchException.failed("too few events to measure: give more with --events");
      }
      if (ended != end) {
        throw BenchException.failed(
            "%s: %,d rows in bronze of %,d raw records".formatted(path.title(), ended, end));
      }
      return perMillion(rig, before, wall, (ended - begin) / MILLION);
    }
  }

  private static Sample perMillion(
      BronzeRig rig, Map<String, Duration> before, Duration wall, double millions) {
    Map<String, Double> cpu = new HashMap<>();
    rig.cpu()
        .forEach(
            (process, after) ->
                cpu.put(process, Sample.seconds(after.minus(before.get(process))) / millions));
    OptionalLong memory = rig.peakMemoryMib();
    return new Sample(Sample.seconds(wall) / millions, cpu, memory);
  }

  private static long reached(BronzeRig rig, BronzePath path, long rows) {
    long[] seen = new long[1];
    Await.until(
        PATIENCE,
        () -> {
          seen[0] = rig.landed();
          return seen[0] >= rows;
        },
        () -> "%s stays at %,d rows of %,d".formatted(path.title(), seen[0], rows));
    return seen[0];
  }

  /** Ends everything that it started, also in the middle of a run. */
  @Override
  public void close() {
    resources.close();
  }
}
