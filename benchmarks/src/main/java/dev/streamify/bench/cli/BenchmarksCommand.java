package dev.streamify.bench.cli;

import dev.streamify.bench.base.BenchException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line of the benchmarks. */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    version = "Streamify benchmarks",
    description = "Measures the packaged services, beside others doing the same work.",
    subcommands = {
      SimulatorCommand.class,
      EnrichmentCommand.class,
      HopCommand.class,
      BronzeCommand.class,
      FreshnessCommand.class,
      SilverCommand.class,
      ChaosCommand.class,
      DrillCommand.class,
      SoakCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done; 1 a limit is missed, or results are wrong; 2 unusable arguments or"
          + " surroundings."
    })
public final class BenchmarksCommand {
  private BenchmarksCommand() {}

  /** Runs the command and returns its exit code; never throws. */
  public static int run(String[] args) {
    return new CommandLine(new BenchmarksCommand())
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(BenchmarksCommand::explainParameters)
        .setExecutionExceptionHandler(BenchmarksCommand::explainFailure)
        .execute(args);
  }

  private static int explainParameters(ParameterException e, String[] args) {
    e.getCommandLine()
        .getErr()
        .println("benchmarks: " + firstLine(e) + " (--help lists the arguments)");
    return BenchException.UNUSABLE;
  }

  private static int explainFailure(
      Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println("benchmarks: " + firstLine(e));
    return e instanceof BenchException known ? known.exitCode() : BenchException.FAILED;
  }

  private static String firstLine(Exception e) {
    boolean written = e instanceof BenchException || e instanceof ParameterException;
    return (written ? String.valueOf(e.getMessage()) : e.toString()).lines().findFirst().orElse("");
  }
}
