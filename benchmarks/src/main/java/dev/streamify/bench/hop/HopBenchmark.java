package dev.streamify.bench.hop;

import dev.streamify.bench.base.Await;
import dev.streamify.bench.base.BenchException;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the hop from raw to enriched topics costs, exactly once, beside programs that only move the
 * bytes. All contenders get the same records of the same topics, one contender after the other, in
 * turns; what each needs for its first records does not count.
 */
public final class HopBenchmark implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final double MILLION = 1e6;

  private final HopOptions options;
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
  public HopBenchmark(HopOptions options, Installation installation, Consumer<String> progress) {
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
    produce(broker);
    long end = topics.ends();
    progress.accept("%,d records wait in %s".formatted(end, HopTopics.RAW));
    Map<Contender, List<Sample>> samples = new EnumMap<>(Contender.class);
    for (int repetition = 0; repetition < options.repetitions(); repetition++) {
      for (Contender contender : Contender.values()) {
        String group = "%s-%d".formatted(contender.name(), repetition);
        Sample sample = measure(contender, group, broker, topics, end);
        progress.accept("%s, a million records: %s".formatted(contender.title(), sample.text()));
        samples.computeIfAbsent(contender, each -> new ArrayList<>()).add(sample);
      }
    }
    List<Race.Entry> entries = new ArrayList<>();
    samples.forEach(
        (contender, each) ->
            entries.add(
                new Race.Entry(contender.title(), Measured.of(each), contender.targetCpuRatio())));
    return Race.of("raw to enriched topics, exactly once", end - options.warmUp(), entries);
  }

  private void produce(BrokerProcess broker) {
    try (ChildProcess simulator =
        new Services(
                installation,
                options.folder(),
                Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()))
            .simulator(List.of("--events=" + options.events(), "--randomseed=1"))) {
      Await.until(PATIENCE, simulator::hasEnded, () -> "event-sim does not end");
    }
  }

  private Sample measure(
      Contender contender, String group, BrokerProcess broker, HopTopics topics, long end) {
    try (ChildProcess process =
        start(
            group,
            contender.jvmArguments(installation),
            contender.environment(broker.bootstrapServers(), group))) {
      long begin = reached(process, topics, group, options.warmUp());
      Duration cpuBefore = process.cpu();
      long start = System.nanoTime();
      long ended = reached(process, topics, group, end);
      Duration wall = Duration.ofNanos(System.nanoTime() - start);
      Duration cpu = process.cpu().minus(cpuBefore);
      if (ended <= begin) {
        throw BenchException.failed("too few events to measure: give more with --events");
      }
      double millions = (ended - begin) / MILLION;
      return new Sample(
          Sample.seconds(wall) / millions,
          Map.of(contender.title(), Sample.seconds(cpu) / millions));
    }
  }

  private static long reached(ChildProcess process, HopTopics topics, String group, long offset) {
    long[] seen = new long[1];
    Await.until(
        PATIENCE,
        () -> {
          process.requireAlive();
          seen[0] = topics.committed(group);
          return seen[0] >= offset;
        },
        () -> "%s stays at %,d of %,d".formatted(group, seen[0], offset));
    return seen[0];
  }

  private ChildProcess start(String name, List<String> jvm, Map<String, String> environment) {
    return resources.add(
        ChildProcess.start(
            name,
            installation.guardAgent(),
            jvm,
            environment,
            options.folder(),
            ChildProcess.Output.LOG));
  }

  /** Ends everything that it started, also in the middle of a run. */
  @Override
  public void close() {
    resources.close();
  }
}
