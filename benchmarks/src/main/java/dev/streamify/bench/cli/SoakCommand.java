package dev.streamify.bench.cli;

import dev.streamify.bench.base.BenchException;
import dev.streamify.bench.process.Installation;
import dev.streamify.bench.report.Environment;
import dev.streamify.bench.report.Report;
import dev.streamify.bench.report.SoakReport;
import dev.streamify.bench.soak.SoakOptions;
import dev.streamify.bench.soak.SoakRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.iceberg.IcebergBuild;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks soak}. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description =
        "The whole platform under a steady load: whether memory, threads, file handles, Spark"
            + " sessions, groups and small files stay bounded.")
final class SoakCommand implements Callable<Integer> {
  @Option(names = "--minutes", paramLabel = "N", description = "How long is looked, 2 to 1440.")
  private int minutes = 60;

  @Option(names = "--rate", paramLabel = "N", description = "Events a second, over all streams.")
  private int rate = 500;

  @Mixin private OutputOptions output;

  @Spec private CommandSpec spec;

  private SoakCommand() {}

  @Override
  public Integer call() throws IOException {
    if (minutes < 2 || minutes > 1_440 || rate < 1) {
      throw BenchException.unusable(
          "--minutes %d --rate %d: give 2 to 1440 minutes and at least one event a second"
              .formatted(minutes, rate));
    }
    PrintWriter err = spec.commandLine().getErr();
    output.requireWritable();
    Environment environment = Environment.before(conditions());
    try (WorkFolder folder = output.workFolder(err);
        SoakRun run =
            new SoakRun(
                SoakOptions.of(Duration.ofMinutes(minutes), rate, folder.path()),
                Installation.locate(),
                err::println)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(run, folder), "stop"));
      SoakReport result = run.run();
      return output.write(
          Report.of(
              environment.after(),
              result,
              List.of(
                  "bounded: the median of the last quarter is not above the limit, which is made of"
                      + " the median of the second quarter and a tolerance",
                  "live objects: what a full collection leaves; one is made for every look",
                  "all values: samples.csv in --work-dir")),
          spec.commandLine().getOut());
    }
  }

  private Map<String, String> conditions() {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("kafka", AppInfoParser.getVersion());
    conditions.put("iceberg", IcebergBuild.version());
    conditions.put("minutes", Integer.toString(minutes));
    conditions.put("rate_per_second", Integer.toString(rate));
    return conditions;
  }

  private static void stop(SoakRun run, WorkFolder folder) {
    run.close();
    folder.close();
  }
}
