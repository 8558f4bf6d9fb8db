package dev.streamify.bench.bronze;

import dev.streamify.bench.base.Await;
import dev.streamify.bench.base.Resources;
import dev.streamify.bench.process.ChildProcess;
import dev.streamify.bench.process.Installation;
import dev.streamify.bench.report.Sample;
import dev.streamify.bench.report.SteadyLoad;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Events arrive at a steady rate; how fresh they are in bronze, what that costs and how many files
 * it makes. Each way starts with a broker and tables of its own.
 */
public final class SteadyBenchmark implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Without the sink alone: its rows do not say which raw records they were. */
  private static final List<BronzePath> PATHS =
      List.of(BronzePath.STRUCTURED_STREAMING, BronzePath.STREAMIFY);

  /** The rate that the project has aims for. */
  private static final int AIMED_RATE = 10_000;

  /** Who make about 800,000 events a day. */
  private static final int USERS = 300_000;

  private static final SteadyLoad.Aims AIMS = new SteadyLoad.Aims(2.0 / 3, 3, 60);

  private final SteadyOptions options;
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
  public SteadyBenchmark(
      SteadyOptions options, Installation installation, Consumer<String> progress) {
    this.options = options;
    this.installation = installation;
    this.progress = progress;
  }

  /** Runs it: a result for each rate. */
  public List<SteadyLoad> run() {
    List<SteadyLoad> loads = new ArrayList<>();
    for (int rate : options.rates()) {
      List<SteadyLoad.Measurement> measured = new ArrayList<>();
      for (BronzePath path : PATHS) {
        SteadyLoad.Measurement each = measure(path, rate);
        progress.accept(
            "%,d events/s with %s: p99 %.2f s, %.2f cores"
                .formatted(rate, path.title(), each.freshnessS().p99(), each.cores()));
        measured.add(each);
      }
      loads.add(
          SteadyLoad.of(
              rate,
              Sample.seconds(options.measured()),
              measured,
              rate == AIMED_RATE ? Optional.of(AIMS) : Optional.empty()));
    }
    return List.copyOf(loads);
  }

  private SteadyLoad.Measurement measure(BronzePath path, int rate) {
    String name = "%s-%d".formatted(path.name(), rate);
    try (BronzeRig rig =
        resources.add(BronzeRig.prepare(installation, options.folder().resolve(name)))) {
      // What a query finds at first is not more than it gets later.
      rig.start(path, options.intervals(), Long.MAX_VALUE);
      // The measured span is as long as its load lasts: none of it is for the start of a process.
      try (ChildProcess first = rig.simulate(load(rate, rate, 2))) {
        Await.until(PATIENCE, first::hasEnded, () -> "event-sim does not end");
        awaitCaughtUp(rig);
      }
      long begun = rig.produced();
      long warmUp = rate * options.warmUp().toSeconds();
      long events = warmUp + rate * options.measured().toSeconds();
      try (ChildProcess simulator = rig.simulate(load(rate, events, 1))) {
        Await.until(
            PATIENCE, () -> rig.produced() >= begun + warmUp, () -> "event-sim does not produce");
        Instant from = Instant.now();
        Map<String, Duration> before = rig.cpu();
        Await.until(PATIENCE, simulator::hasEnded, () -> "event-sim does not end");
        Map<String, Duration> after = rig.cpu();
        Instant to = Instant.now();
        awaitCaughtUp(rig);
        return measurement(path, rig, cpu(before, after), from, to);
      }
    }
  }

  private static void awaitCaughtUp(BronzeRig rig) {
    Await.until(PATIENCE, () -> rig.landed() >= rig.produced(), () -> "bronze does not catch up");
  }

  /** So many users that a commit has events of one day, or of two, as on any day. */
  private static List<String> load(int rate, long events, int seed) {
    return List.of(
        "--events=" + events,
        "--rate=" + rate,
        "--start-time=2026-01-01T00:00:00",
        "--nusers=" + USERS,
        "--randomseed=" + seed);
  }

  private static Map<String, Double> cpu(
      Map<String, Duration> before, Map<String, Duration> after) {
    Map<String, Double> cpu = new LinkedHashMap<>();
    after.forEach(
        (process, time) -> cpu.put(process, Sample.seconds(time.minus(before.get(process)))));
    return cpu;
  }

  private static SteadyLoad.Measurement measurement(
      BronzePath path, BronzeRig rig, Map<String, Double> cpu, Instant from, Instant to) {
    double seconds = Sample.seconds(Duration.between(from, to));
    try (Landings landings = Landings.of(rig.tables(), from, to)) {
      landings.readTimes(rig.bootstrapServers());
      return new SteadyLoad.Measurement(
          path.title(),
          landings.freshness(),
          Math.round(landings.rows() / seconds),
          cpu,
          cpu.values().stream().mapToDouble(Double::doubleValue).sum() / seconds,
          landings.files() * 60 / seconds,
          landings.commits() * 60 / seconds,
          rig.peakMemoryMib());
    }
  }

  /** Ends everything that it started, also in the middle of a run. */
  @Override
  public void close() {
    resources.close();
  }
}
