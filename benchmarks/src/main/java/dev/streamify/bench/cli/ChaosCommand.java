package dev.streamify.bench.cli;

import dev.streamify.bench.chaos.ChaosOptions;
import dev.streamify.bench.chaos.ChaosOptions.StorageKind;
import dev.streamify.bench.chaos.ChaosRun;
import dev.streamify.bench.chaos.Fault;
import dev.streamify.bench.process.Installation;
import dev.streamify.bench.report.Environment;
import dev.streamify.bench.report.FaultReport;
import dev.streamify.bench.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.iceberg.IcebergBuild;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code benchmarks chaos}. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description =
        "The whole platform while its processes are killed and frozen, its catalogue breaks"
            + " connections, its storage fails and clocks are wrong: what came of every event.")
final class ChaosCommand implements Callable<Integer> {
  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events over all streams at least; they flow until the faults are over.")
  private long events = 1_000_000;

  @Option(names = "--rate", paramLabel = "N", description = "Of these a second.")
  private int rate = 500;

  @Option(names = "--faults", paramLabel = "N", description = "Faults, one after the other.")
  private int faults = 30;

  @Option(names = "--seed", paramLabel = "N", description = "Which faults, and which events.")
  private long seed = 1;

  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      description = "Of these kinds alone: ${COMPLETION-CANDIDATES}. All of them by default.")
  private Set<Fault.Kind> kinds = EnumSet.allOf(Fault.Kind.class);

  @Option(
      names = "--storage",
      paramLabel = "WHERE",
      converter = Storages.class,
      completionCandidates = Storages.class,
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "What holds the tables' files: ${COMPLETION-CANDIDATES} (default: s3).")
  private StorageKind storage = StorageKind.S3;

  @Mixin private OutputOptions output;

  @Spec private CommandSpec spec;

  private ChaosCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    output.requireWritable();
    Environment environment = Environment.before(conditions());
    try (WorkFolder folder = output.workFolder(err);
        ChaosRun run =
            new ChaosRun(
                new ChaosOptions(events, rate, faults, seed, kinds, storage, folder.path()),
                Installation.locate(),
                err::println)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(run, folder), "stop"));
      FaultReport result = run.run();
      return output.write(
          new Report(
              "chaos",
              environment.after(),
              List.of(),
              List.of(),
              List.of(),
              Optional.empty(),
              Optional.of(result),
              List.of(
                  "lost: offsets of the raw topic that are neither in bronze nor a dead letter, by"
                      + " DuckDB over the tables' files",
                  "recovery: from the end of the fault until all that was produced by then is in"
                      + " bronze and batch-api is ready")),
          spec.commandLine().getOut());
    }
  }

  private Map<String, String> conditions() {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("kafka", AppInfoParser.getVersion());
    conditions.put("iceberg", IcebergBuild.version());
    conditions.put("events", Long.toString(events));
    conditions.put("rate_per_second", Integer.toString(rate));
    conditions.put("faults", Integer.toString(faults));
    conditions.put("seed", Long.toString(seed));
    conditions.put("storage", Storages.name(storage));
    return conditions;
  }

  /** Storages by their names in lower case. */
  private static final class Storages implements ITypeConverter<StorageKind>, Iterable<String> {
    static String name(StorageKind kind) {
      return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public StorageKind convert(String text) {
      return Arrays.stream(StorageKind.values())
          .filter(kind -> name(kind).equals(text))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException("give one of " + names()));
    }

    private static List<String> names() {
      return Arrays.stream(StorageKind.values()).map(Storages::name).toList();
    }

    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }

  private static void stop(ChaosRun run, WorkFolder folder) {
    run.close();
    folder.close();
  }
}
