package dev.streamify.bench.cli;

import dev.streamify.bench.hop.SimulatorBenchmark;
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

/** {@code benchmarks simulator}. */
@Command(
    name = "simulator",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description =
        "The simulator alone: how many events a second it writes to raw topics, and at what cost.")
final class SimulatorCommand implements Callable<Integer> {
  @Mixin private HopArguments arguments;

  @Mixin private OutputOptions output;

  @Spec private CommandSpec spec;

  private SimulatorCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    output.requireWritable();
    Environment environment = Environment.before(arguments.conditions());
    try (WorkFolder folder = output.workFolder(err);
        SimulatorBenchmark benchmark =
            new SimulatorBenchmark(
                arguments.options(folder.path()), Installation.locate(), err::println)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(benchmark, folder), "stop"));
      Race race = benchmark.run();
      Report report =
          new Report(
              "simulator",
              environment.after(),
              List.of(),
              List.of(race),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              List.of("CPU time is that of event-sim, without the broker's"));
      return output.write(report, spec.commandLine().getOut());
    }
  }

  private static void stop(SimulatorBenchmark benchmark, WorkFolder folder) {
    benchmark.close();
    folder.close();
  }
}
