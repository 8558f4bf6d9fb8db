package dev.streamify.bench.cli;

import dev.streamify.bench.bronze.CatchUpBenchmark;
import dev.streamify.bench.bronze.CatchUpOptions;
import dev.streamify.bench.process.Installation;
import dev.streamify.bench.report.Environment;
import dev.streamify.bench.report.Race;
import dev.streamify.bench.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.iceberg.IcebergBuild;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks bronze}. */
@Command(
    name = "bronze",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description =
        "Raw topics to committed bronze, catching up: Spark Structured Streaming, the sink alone on"
            + " the raw topics, and enrich-streams with the sink.")
final class BronzeCommand implements Callable<Integer> {
  @Option(names = "--events", paramLabel = "N", description = "Events over all streams.")
  private long events = 3_000_000;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Of these, the first ones, which do not count.")
  private long warmUp = 1_000_000;

  @Option(names = "--repetitions", paramLabel = "N", description = "Of each way.")
  private int repetitions = 3;

  @Mixin private OutputOptions output;

  @Spec private CommandSpec spec;

  private BronzeCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    output.requireWritable();
    Installation installation = Installation.locate();
    Environment environment = Environment.before(conditions(installation));
    try (WorkFolder folder = output.workFolder(err);
        CatchUpBenchmark benchmark =
            new CatchUpBenchmark(
                new CatchUpOptions(events, warmUp, repetitions, folder.path()),
                installation,
                err::println)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(benchmark, folder), "stop"));
      Race race = benchmark.run();
      return output.write(
          new Report(
              "bronze",
              environment.after(),
              List.of(),
              List.of(race),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              List.of(
                  "CPU time is that of the way's own processes, without the broker's",
                  "Spark and the sink alone validate nothing; the sink alone adds no columns")),
          spec.commandLine().getOut());
    }
  }

  private Map<String, String> conditions(Installation installation) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("kafka", AppInfoParser.getVersion());
    conditions.put("iceberg", IcebergBuild.version());
    conditions.put("spark", installation.sparkVersion());
    conditions.put("warm_up", Long.toString(warmUp));
    conditions.put("repetitions", Integer.toString(repetitions));
    return conditions;
  }

  private static void stop(CatchUpBenchmark benchmark, WorkFolder folder) {
    benchmark.close();
    folder.close();
  }
}
