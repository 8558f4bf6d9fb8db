package dev.streamify.bench.hop;

import dev.streamify.bench.base.Await;
import dev.streamify.bench.base.Resources;
import dev.streamify.bench.kafka.BrokerProcess;
import dev.streamify.bench.platform.Services;
import dev.streamify.bench.process.ChildProcess;
import dev.streamify.bench.process.Installation;
import dev.streamify.bench.report.Measured;
import dev.streamify.bench.report.Race;
import dev.streamify.bench.report.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * How fast the simulator fills the raw topics, and at what cost: what a load test can ask of it.
 */
public final class SimulatorBenchmark implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final double MILLION = 1e6;
  private static final String NAME = "event-sim";

  private final HopOptions options;
  private final Installation installation;
  private final Consumer<String> progress;
  private final Resources resources = new Resources();

  /**
   * A benchmark.
   *
   * @param options what to measure
   * @param installation where the simulator is
   * @param progress told a line at a time
   */
  public SimulatorBenchmark(
      HopOptions options, Installation installation, Consumer<String> progress) {
    this.options = options;
    this.installation = installation;
    this.progress = progress;
  }

  /** Runs it. */
  public Race run() {
    BrokerProcess broker =
        resources.add(BrokerProcess.start(installation, options.folder().resolve("kafka")));
    HopTopics topics =
        resources.add(new HopTopics(broker.bootstrapServers(), options.partitions()));
    topics.create();
    List<Sample> samples = new ArrayList<>();
    for (int repetition = 0; repetition < options.repetitions(); repetition++) {
      samples.add(measure(broker, topics, repetition));
      progress.accept("event-sim, a million events: " + samples.get(repetition).text());
    }
    return Race.of(
        "simulated events to raw topics",
        options.events() - options.warmUp(),
        List.of(new Race.Entry(NAME, Measured.of(samples), Optional.empty())));
  }

  private Sample measure(BrokerProcess broker, HopTopics topics, int repetition) {
    long before = topics.ends();
    Services services =
        new Services(
            installation,
            options.folder(),
            Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()));
    // It must not end while it is measured.
    try (ChildProcess simulator =
        services.simulator(
            List.of("--events=" + 10 * options.events(), "--randomseed=" + repetition))) {
      long begin = reached(simulator, topics, before + options.warmUp());
      Duration cpuBefore = simulator.cpu();
      long start = System.nanoTime();
      long end = reached(simulator, topics, before + options.events());
      Duration wall = Duration.ofNanos(System.nanoTime() - start);
      Duration cpu = simulator.cpu().minus(cpuBefore);
      OptionalLong memory = simulator.peakMemoryMib();
      double millions = (end - begin) / MILLION;
      return new Sample(
          Sample.seconds(wall) / millions, Map.of(NAME, Sample.seconds(cpu) / millions), memory);
    }
  }

  private static long reached(ChildProcess simulator, HopTopics topics, long records) {
    long[] seen = new long[1];
    Await.until(
        PATIENCE,
        () -> {
          simulator.requireAlive();
          seen[0] = topics.ends();
          return seen[0] >= records;
        },
        () -> "event-sim stays at %,d of %,d records".formatted(seen[0], records));
    return seen[0];
  }

  /** Ends everything that it started, also in the middle of a run. */
  @Override
  public void close() {
    resources.close();
  }
}
