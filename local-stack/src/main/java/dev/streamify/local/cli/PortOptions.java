package dev.streamify.local.cli;

import dev.streamify.local.settings.Ports;
import picocli.CommandLine.Option;

/** The port arguments; 0 takes any free port. */
final class PortOptions {
  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Kafka broker (default ${DEFAULT-VALUE}).")
  int kafka;

  @Option(
      names = "--catalog-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Catalogue database (default: any free port).")
  int catalog;

  @Option(
      names = "--connect-port",
      paramLabel = "PORT",
      defaultValue = "8083",
      description = "Kafka Connect REST API (default ${DEFAULT-VALUE}).")
  int connect;

  @Option(
      names = "--connect-metrics-port",
      paramLabel = "PORT",
      defaultValue = "9404",
      description = "Metrics of the Kafka Connect worker (default ${DEFAULT-VALUE}).")
  int connectMetrics;

  @Option(
      names = "--enrich-port",
      paramLabel = "PORT",
      defaultValue = "8082",
      description = "enrich-streams (default ${DEFAULT-VALUE}).")
  int enrich;

  @Option(
      names = "--batch-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "batch-api (default ${DEFAULT-VALUE}).")
  int batch;

  @Option(
      names = "--spark-port",
      paramLabel = "PORT",
      defaultValue = "15002",
      description = "Spark Connect (default ${DEFAULT-VALUE}).")
  int spark;

  @Option(
      names = "--spark-ui-port",
      paramLabel = "PORT",
      defaultValue = "4040",
      description = "Spark's web interface (default ${DEFAULT-VALUE}).")
  int sparkUi;

  /** The ports to use: zeros become free ports, and ports that are taken are refused. */
  Ports resolve() {
    return new Ports(
        Ports.free("--kafka-port", kafka),
        Ports.free("--kafka-port", 0),
        Ports.free("--catalog-port", catalog),
        Ports.free("--connect-port", connect),
        Ports.free("--connect-metrics-port", connectMetrics),
        Ports.free("--enrich-port", enrich),
        Ports.free("--batch-port", batch),
        Ports.free("--spark-port", spark),
        Ports.free("--spark-ui-port", sparkUi));
  }
}
