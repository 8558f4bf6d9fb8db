package dev.streamify.bench.cli;

import dev.streamify.bench.process.Installation;
import dev.streamify.bench.silver.SilverBenchmark;
import dev.streamify.bench.silver.SilverOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks silver}. */
@Command(
    name = "silver",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description =
        "Bronze to silver: the first deduplication, and increments onto histories of different"
            + " sizes.")
final class SilverCommand implements Callable<Integer> {
  @Option(names = "--rows", paramLabel = "N", description = "Rows of the first deduplication.")
  private int rows = 2_000_000;

  @Option(
      names = "--histories",
      paramLabel = "N",
      split = ",",
      description = "Rows of silver before an increment, one or more sizes.")
  private List<Integer> histories = List.of(1_000_000, 10_000_000);

  @Option(names = "--increment", paramLabel = "N", description = "Rows of an increment.")
  private int increment = 200_000;

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      description = "Of each increment; what reads all rows is done three times at most.")
  private int repetitions = 5;

  @Option(names = "--warm-ups", paramLabel = "N", description = "Increments that do not count.")
  private int warmUps = 3;

  @Option(names = "--spark-heap", paramLabel = "SIZE", description = "Heap of the Spark server.")
  private String sparkHeap = "2g";

  @Option(names = "--cores", paramLabel = "N", description = "For Spark's tasks and for DuckDB.")
  private int cores = 2;

  @Mixin private OutputOptions output;

  @Spec private CommandSpec spec;

  private SilverCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    output.requireWritable();
    try (WorkFolder folder = output.workFolder(err);
        SilverBenchmark benchmark =
            new SilverBenchmark(options(folder.path()), Installation.locate(), err::println)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(benchmark, folder), "stop"));
      return output.write(benchmark.run(), spec.commandLine().getOut());
    }
  }

  private SilverOptions options(Path folder) {
    return new SilverOptions(
        rows, histories, increment, repetitions, warmUps, sparkHeap, cores, folder);
  }

  private static void stop(SilverBenchmark benchmark, WorkFolder folder) {
    benchmark.close();
    folder.close();
  }
}
