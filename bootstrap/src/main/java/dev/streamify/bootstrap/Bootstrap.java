package dev.streamify.bootstrap;

import dev.streamify.bootstrap.base.BootstrapException;
import dev.streamify.bootstrap.base.Environment;
import dev.streamify.bootstrap.catalog.CatalogCommand;
import dev.streamify.bootstrap.sinks.SinksCommand;
import dev.streamify.bootstrap.topics.TopicsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Main class.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 unusable settings.
 */
@Command(
    name = "bootstrap",
    mixinStandardHelpOptions = true,
    description = {
      "Prepares what the platform runs on. Every command can be run again.",
      "Exit codes: 0 done, 1 failed, 2 unusable settings."
    })
public final class Bootstrap {
  private Bootstrap() {}

  /** Runs a command and exits. */
  public static void main(String[] args) {
    System.exit(run(new Environment(System.getenv()), args));
  }

  static int run(Environment environment, String... args) {
    return new CommandLine(new Bootstrap())
        .addSubcommand(new TopicsCommand(environment))
        .addSubcommand(new CatalogCommand(environment))
        .addSubcommand(new SinksCommand(environment))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              if (failure instanceof BootstrapException told) {
                command.getErr().println("bootstrap: " + told.getMessage());
                return told.exitCode();
              }
              throw failure;
            })
        .execute(args);
  }
}
