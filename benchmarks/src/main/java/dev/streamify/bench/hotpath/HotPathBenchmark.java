package dev.streamify.bench.hotpath;

import dev.streamify.bench.base.Await;
import dev.streamify.bench.base.BenchException;
import dev.streamify.bench.platform.Services;
import dev.streamify.bench.process.ChildProcess;
import dev.streamify.bench.process.Installation;
import dev.streamify.bench.report.Measured;
import dev.streamify.bench.report.Race;
import dev.streamify.bench.report.Sample;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs {@link HotPath} in JVMs of its own. */
public final class HotPathBenchmark {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final double NANOS_TO_SECONDS_PER_MILLION = 1e-3;

  /** By name of the method; the first one is the measure of the others. */
  private static final Map<String, String> TITLES =
      Map.of(
          "treeOfNodes", "the same columns with a tree of nodes, without validation",
          "enrich", "parse, validate, hash, write",
          "copy", "copy of the bytes");

  private static final List<String> ORDER = List.of("treeOfNodes", "enrich", "copy");

  private final HotPathOptions options;
  private final Installation installation;

  /**
   * A benchmark.
   *
   * @param options what to measure
   * @param installation where the simulator is
   */
  public HotPathBenchmark(HotPathOptions options, Installation installation) {
    this.options = options;
    this.installation = installation;
  }

  /**
   * What it found.
   *
   * @param races one for each stream
   * @param allocation a line for each measurement
   */
  public record Result(List<Race> races, List<String> allocation) {}

  /** Runs it. */
  public Result run() {
    Path events = options.folder().resolve("events");
    simulate(events);
    Collection<RunResult> results = measure(events);
    List<Race> races = new ArrayList<>();
    for (EventStream stream : EventContract.standard().streams()) {
      List<Race.Entry> entries =
          ORDER.stream().map(method -> entry(method, find(results, stream, method))).toList();
      races.add(Race.of(stream.name() + ", one thread", 1_000_000, entries));
    }
    return new Result(races, results.stream().map(HotPathBenchmark::allocation).toList());
  }

  private void simulate(Path events) {
    Services services = new Services(installation, options.folder(), Map.of());
    try (ChildProcess simulator =
        services.simulator(
            List.of("--events=" + options.events(), "--randomseed=1", "--output-dir=" + events))) {
      Await.until(PATIENCE, simulator::hasEnded, () -> "event-sim does not end");
    }
  }

  private Collection<RunResult> measure(Path events) {
    TimeValue lasts = TimeValue.milliseconds(options.lasts().toMillis());
    Options jmh =
        new OptionsBuilder()
            .include(HotPath.class.getName())
            .forks(options.forks())
            .warmupIterations(options.iterations())
            .warmupTime(lasts)
            .measurementIterations(options.iterations())
            .measurementTime(lasts)
            .addProfiler(GCProfiler.class)
            .jvmArgs("-Xms512m", "-Xmx512m", "-D" + HotPath.EVENTS + "=" + events)
            .output(options.folder().resolve("jmh.log").toString())
            .shouldFailOnError(true)
            .build();
    try {
      return new Runner(jmh).run();
    } catch (RunnerException e) {
      throw BenchException.failed("JMH: " + e.getMessage(), e);
    }
  }

  private static RunResult find(Collection<RunResult> results, EventStream stream, String method) {
    return results.stream()
        .filter(each -> method(each).equals(method) && stream(each).equals(stream.name()))
        .findFirst()
        .orElseThrow(() -> BenchException.failed("JMH did not measure " + method));
  }

  private static Race.Entry entry(String method, RunResult result) {
    List<Sample> samples =
        result.getBenchmarkResults().stream()
            .map(BenchmarkResult::getIterationResults)
            .flatMap(Collection::stream)
            .map(iteration -> sample(method, iteration))
            .toList();
    return new Race.Entry(TITLES.get(method), Measured.of(samples), Optional.empty());
  }

  private static Sample sample(String method, IterationResult iteration) {
    double s = iteration.getPrimaryResult().getScore() * NANOS_TO_SECONDS_PER_MILLION;
    return new Sample(s, Map.of(method, s));
  }

  private static String allocation(RunResult result) {
    String counter =
        result.getSecondaryResults().keySet().stream()
            .filter(name -> name.endsWith("gc.alloc.rate.norm"))
            .findFirst()
            .orElseThrow(() -> BenchException.failed("JMH did not count allocated bytes"));
    double bytes = result.getSecondaryResults().get(counter).getScore();
    return String.format(
        Locale.ROOT,
        "%s, %s: %,.0f bytes allocated per event",
        stream(result),
        method(result),
        bytes);
  }

  private static String method(RunResult result) {
    String name = result.getParams().getBenchmark();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String stream(RunResult result) {
    return result.getParams().getParam("stream");
  }
}
