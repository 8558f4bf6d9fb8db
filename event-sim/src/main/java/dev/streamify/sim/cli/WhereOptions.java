package dev.streamify.sim.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the events go. */
final class WhereOptions {
  @Option(
      names = {"--bootstrap-servers", "--kafkaBrokerList"},
      paramLabel = "HOST:PORT",
      defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS}",
      description = "Kafka to feed (default: environment variable KAFKA_BOOTSTRAP_SERVERS).")
  String bootstrapServers;

  @Option(
      names = {"-o", "--output-dir"},
      paramLabel = "DIR",
      description = "Write one NDJSON file per topic here, instead of feeding Kafka.")
  Path outputDir;

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "Write what was produced, per stream, as JSON.")
  Path truth;
}
