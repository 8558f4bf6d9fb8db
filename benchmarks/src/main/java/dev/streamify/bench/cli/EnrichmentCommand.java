package dev.streamify.bench.cli;

import dev.streamify.bench.hotpath.HotPathBenchmark;
import dev.streamify.bench.hotpath.HotPathOptions;
import dev.streamify.bench.process.Installation;
import dev.streamify.bench.report.Environment;
import dev.streamify.bench.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openjdk.jmh.util.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks enrichment}. */
@Command(
    name = "enrichment",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description =
        "What enrichment does with one record, without Kafka, by JMH: time and allocated bytes.")
final class EnrichmentCommand implements Callable<Integer> {
  @Option(names = "--events", paramLabel = "N", description = "Events that are gone through.")
  private int events = 50_000;

  @Option(names = "--forks", paramLabel = "N", description = "JVMs for each measurement.")
  private int forks = 2;

  @Option(names = "--iterations", paramLabel = "N", description = "Of each JVM, after as many.")
  private int iterations = 3;

  @Option(names = "--iteration-ms", paramLabel = "MS", description = "How long one lasts.")
  private int iterationMs = 1_000;

  @Mixin private OutputOptions output;

  @Spec private CommandSpec spec;

  private EnrichmentCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    output.requireWritable();
    Environment environment = Environment.before(conditions());
    try (WorkFolder folder = output.workFolder(err)) {
      HotPathOptions options =
          new HotPathOptions(
              events, forks, iterations, Duration.ofMillis(iterationMs), folder.path());
      HotPathBenchmark.Result result = new HotPathBenchmark(options, Installation.locate()).run();
      return output.write(
          new Report(
              "enrichment",
              environment.after(),
              List.of(),
              result.races(),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              result.allocation()),
          spec.commandLine().getOut());
    }
  }

  private Map<String, String> conditions() {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("jmh", Version.getPlainVersion());
    conditions.put("forks", Integer.toString(forks));
    conditions.put("iterations", Integer.toString(iterations));
    return conditions;
  }
}
