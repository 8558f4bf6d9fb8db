package dev.streamify.bench.cli;

import dev.streamify.bench.hop.HopBenchmark;
import dev.streamify.bench.process.Installation;
import dev.streamify.bench.report.Environment;
import dev.streamify.bench.report.Race;
import dev.streamify.bench.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
  @Mixin private HopArguments arguments;

  @Mixin private OutputOptions output;

  @Spec private CommandSpec spec;

  private HopCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    output.requireWritable();
    Environment environment = Environment.before(arguments.conditions());
    try (WorkFolder folder = output.workFolder(err);
        HopBenchmark benchmark =
            new HopBenchmark(
                arguments.options(folder.path()), Installation.locate(), err::println)) {
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

  private static void stop(HopBenchmark benchmark, WorkFolder folder) {
    benchmark.close();
    folder.close();
  }
}
