package dev.streamify.bench.cli;

import dev.streamify.bench.hop.HopBenchmark;
import dev.streamify.bench.hop.HopOptions;
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
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks hop}. */
@Command(
    name = "hop",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description =
        "Raw to enriched topics: enrich-streams, a Kafka Streams pass-through and a transactional"
            + " byte copy move the same records, each exactly once.")
final class HopCommand implements Callable<Integer> {
  @Option(names = "--events", paramLabel = "N", description = "Events over all streams.")
  private long events = 3_000_000;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Of these, the first ones, which do not count.")
  private long warmUp = 1_000_000;

  @Option(names = "--repetitions", paramLabel = "N", description = "Of each program.")
  private int repetitions = 3;

  @Option(names = "--partitions", paramLabel = "N", description = "Of each topic.")
  private int partitions = 2;

  @Mixin private OutputOptions output;

  @Spec private CommandSpec spec;

  private HopCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    output.requireWritable();
    Environment environment = Environment.before(conditions());
    try (WorkFolder folder = output.workFolder(err);
        HopBenchmark benchmark =
            new HopBenchmark(
                new HopOptions(events, warmUp, repetitions, partitions, folder.path()),
                Installation.locate(),
                err::println)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(benchmark, folder), "stop"));
      Race race = benchmark.run();
      Report report =
          new Report(
              "hop",
              environment.after(),
              List.of(),
              List.of(race),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              List.of("CPU time is that of the program's own process, without the broker's"));
      return output.write(report, spec.commandLine().getOut());
    }
  }

  private Map<String, String> conditions() {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("kafka", AppInfoParser.getVersion());
    conditions.put("partitions", Integer.toString(partitions));
    conditions.put("warm_up", Long.toString(warmUp));
    conditions.put("repetitions", Integer.toString(repetitions));
    return conditions;
  }

  private static void stop(HopBenchmark benchmark, WorkFolder folder) {
    benchmark.close();
    folder.close();
  }
}
