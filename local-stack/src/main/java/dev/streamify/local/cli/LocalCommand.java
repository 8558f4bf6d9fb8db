package dev.streamify.local.cli;

import dev.streamify.local.base.StackException;
import dev.streamify.local.load.LoadRequest;
import dev.streamify.local.reconcile.ReconciliationReport;
import dev.streamify.local.settings.StackOptions;
import dev.streamify.local.stack.Stack;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line of the local stack. */
@Command(
    name = "local-stack",
    mixinStandardHelpOptions = true,
    version = "Streamify local stack",
    sortOptions = false,
    description =
        "Runs the whole platform on this machine, feeds it with events, and checks that every one"
            + " of them arrives once.",
    footer = {
      "",
      "Exit codes: 0 done; 1 the run failed or does not reconcile; 2 unusable arguments or"
          + " surroundings."
    })
public final class LocalCommand implements Callable<Integer> {
  @Mixin private LoadOptions load;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Keep everything in DIR, and go on from there (default: a temporary folder).")
  private Path dataDir;

  @Option(
      names = "--exit-when-done",
      description = "End after the reconciliation instead of staying up.")
  private boolean exitWhenDone;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write the reconciliation to FILE as JSON.")
  private Path report;

  @Mixin private PortOptions ports;

  private LocalCommand() {}

  /** Runs the command and returns its exit code; never throws. */
  public static int run(String[] args) {
    return new CommandLine(new LocalCommand())
        .setParameterExceptionHandler(LocalCommand::explainParameters)
        .setExecutionExceptionHandler(LocalCommand::explainFailure)
        .execute(args);
  }

  @Override
  public Integer call() {
    Optional<LoadRequest> requested = load.requested();
    Optional.ofNullable(report).ifPresent(ReconciliationReport::requireWritable);
    StackOptions options =
        new StackOptions(
            requested,
            load.toRequest(),
            Optional.ofNullable(dataDir),
            exitWhenDone,
            Optional.ofNullable(report),
            CommandLine.Help.Ansi.AUTO.enabled(),
            ports.resolve());
    return Stack.run(options);
  }

  private static int explainParameters(ParameterException e, String[] args) {
    e.getCommandLine()
        .getErr()
        .println("local-stack: " + firstLine(e) + " (--help lists the arguments)");
    return StackException.UNUSABLE;
  }

  private static int explainFailure(
      Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println("local-stack: " + firstLine(e));
    return e instanceof StackException known ? known.exitCode() : StackException.FAILED;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
