package dev.streamify.bench.cli;

import dev.streamify.bench.hop.HopOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.Option;

/** How many records of which topics are measured, how often. */
final class HopArguments {
  @Option(names = "--events", paramLabel = "N", description = "Events over all streams.")
  private long events = 3_000_000;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Of these, the first ones, which do not count.")
  private long warmUp = 1_000_000;

  @Option(names = "--repetitions", paramLabel = "N", description = "Of each program.")
  private int repetitions = 3;

  @Option(names = "--partitions", paramLabel = "N", description = "Of each topic.")
  private int partitions = 2;

  private HopArguments() {}

  HopOptions options(Path folder) {
    return new HopOptions(events, warmUp, repetitions, partitions, folder);
  }

  /** What the report says of them. */
  Map<String, String> conditions() {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("kafka", AppInfoParser.getVersion());
    conditions.put("partitions", Integer.toString(partitions));
    conditions.put("warm_up", Long.toString(warmUp));
    conditions.put("repetitions", Integer.toString(repetitions));
    return conditions;
  }
}
