package dev.streamify.bench.cli;

import dev.streamify.bench.bronze.CommitIntervals;
import dev.streamify.bench.bronze.SteadyBenchmark;
import dev.streamify.bench.bronze.SteadyOptions;
import dev.streamify.bench.process.Installation;
import dev.streamify.bench.report.Environment;
import dev.streamify.bench.report.Report;
import dev.streamify.bench.report.SteadyLoad;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.iceberg.IcebergBuild;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks freshness}. */
@Command(
    name = "freshness",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description =
        "Steady loads: how fresh bronze is, at what cost and in how many files, with Spark"
            + " Structured Streaming and with enrich-streams and the sink.")
final class FreshnessCommand implements Callable<Integer> {
  @Option(names = "--rates", split = ",", paramLabel = "N", description = "Events per second.")
  private List<Integer> rates = List.of(1_000, 10_000, 50_000);

  @Option(
      names = "--warm-up-s",
      paramLabel = "S",
      description = "Seconds of a load that do not count.")
  private int warmUpS = 30;

  @Option(names = "--measured-s", paramLabel = "S", description = "Seconds of a load that count.")
  private int measuredS = 90;

  @Option(
      names = "--commit-interval-ms",
      paramLabel = "MS",
      description = "Between commits, and between micro-batches.")
  private int commitIntervalMs = 5_000;

  @Option(
      names = "--stream-commit-interval-ms",
      split = ",",
      paramLabel = "STREAM=MS",
      description = "The same for the sinks of single streams.")
  private Map<String, Integer> streamCommitIntervalMs = Map.of();

  @Option(
      names = "--enrich-commit-interval-ms",
      paramLabel = "MS",
      description = "Between transactions of enrich-streams; left away, its own default.")
  private Optional<Integer> enrichCommitIntervalMs = Optional.empty();

  @Mixin private OutputOptions output;

  @Spec private CommandSpec spec;

  private FreshnessCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    output.requireWritable();
    Installation installation = Installation.locate();
    Environment environment = Environment.before(conditions(installation));
    try (WorkFolder folder = output.workFolder(err);
        SteadyBenchmark benchmark =
            new SteadyBenchmark(
                new SteadyOptions(
                    rates,
                    Duration.ofSeconds(warmUpS),
                    Duration.ofSeconds(measuredS),
                    intervals(),
                    folder.path()),
                installation,
                err::println)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(benchmark, folder), "stop"));
      List<SteadyLoad> loads = benchmark.run();
      return output.write(
          new Report(
              "freshness",
              environment.after(),
              List.of(),
              List.of(),
              loads,
              Optional.empty(),
              Optional.empty(),
              List.of(
                  "freshness: from the producer's time of the raw record to the snapshot with its"
                      + " row, over all rows",
                  "CPU time is that of the way's own processes, without the broker's and the"
                      + " simulator's, which use the same cores")),
          spec.commandLine().getOut());
    }
  }

  private CommitIntervals intervals() {
    return new CommitIntervals(
        Duration.ofMillis(commitIntervalMs),
        streamCommitIntervalMs.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, each -> Duration.ofMillis(each.getValue()))),
        enrichCommitIntervalMs.map(Duration::ofMillis));
  }

  private Map<String, String> conditions(Installation installation) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("kafka", AppInfoParser.getVersion());
    conditions.put("iceberg", IcebergBuild.version());
    conditions.put("spark", installation.sparkVersion());
    conditions.put("warm_up_s", Integer.toString(warmUpS));
    conditions.put("commit_interval_ms", Integer.toString(commitIntervalMs));
    streamCommitIntervalMs.forEach(
        (stream, ms) -> conditions.put("commit_interval_ms_" + stream, Integer.toString(ms)));
    enrichCommitIntervalMs.ifPresent(
        ms -> conditions.put("enrich_commit_interval_ms", Integer.toString(ms)));
    return conditions;
  }

  private static void stop(SteadyBenchmark benchmark, WorkFolder folder) {
    benchmark.close();
    folder.close();
  }
}
