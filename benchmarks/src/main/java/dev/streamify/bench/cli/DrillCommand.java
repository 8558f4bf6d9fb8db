package dev.streamify.bench.cli;

import dev.streamify.bench.drill.DrillKind;
import dev.streamify.bench.drill.DrillOptions;
import dev.streamify.bench.drill.DrillRun;
import dev.streamify.bench.process.Installation;
import dev.streamify.bench.report.DrillReport;
import dev.streamify.bench.report.Environment;
import dev.streamify.bench.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.iceberg.IcebergBuild;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks drill}. */
@Command(
    name = "drill",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description =
        "Faults for which the documentation has a hand, and long idleness: what is told, what is"
            + " done, and what came of every event.")
final class DrillCommand implements Callable<Integer> {
  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "These alone: ${COMPLETION-CANDIDATES}. All of them by default.")
  private Set<DrillKind> only = EnumSet.allOf(DrillKind.class);

  @Option(
      names = "--idle",
      paramLabel = "DURATION",
      description = "How long nothing happens in the drill 'idle', such as PT30M.")
  private Duration idle = Duration.ofMinutes(30);

  @Option(names = "--events", paramLabel = "N", description = "Events of each load.")
  private long events = 60_000;

  @Option(names = "--rate", paramLabel = "N", description = "Of these a second.")
  private int rate = 500;

  @Option(names = "--seed", paramLabel = "N", description = "Of the events.")
  private long seed = 1;

  @Mixin private OutputOptions output;

  @Spec private CommandSpec spec;

  private DrillCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    output.requireWritable();
    Environment environment = Environment.before(conditions());
    try (WorkFolder folder = output.workFolder(err);
        DrillRun run =
            new DrillRun(
                new DrillOptions(events, rate, idle, seed, folder.path()),
                Installation.locate(),
                err::println)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(run, folder), "stop"));
      List<DrillReport> drills = run.run(EnumSet.copyOf(only));
      return output.write(
          Report.ofDrills(
              environment.after(),
              drills,
              List.of(
                  "lost: offsets of the raw topic that are neither in bronze nor a dead letter, by"
                      + " DuckDB over the tables' files",
                  "caught up: from the last step, or the end of the load, until all that was"
                      + " produced by then is in bronze")),
          spec.commandLine().getOut());
    }
  }

  private Map<String, String> conditions() {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("kafka", AppInfoParser.getVersion());
    conditions.put("iceberg", IcebergBuild.version());
    conditions.put("events", Long.toString(events));
    conditions.put("rate_per_second", Integer.toString(rate));
    conditions.put("idle", idle.toString());
    conditions.put("seed", Long.toString(seed));
    return conditions;
  }

  private static void stop(DrillRun run, WorkFolder folder) {
    run.close();
    folder.close();
  }
}
