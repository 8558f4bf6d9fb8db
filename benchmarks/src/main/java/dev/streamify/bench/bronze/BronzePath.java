package dev.streamify.bench.bronze;

import java.util.Optional;

/** A way from the raw topics to bronze; the first one is the measure of the others. */
enum BronzePath {
  /** Spark alone: parses, hashes, writes; validates nothing and has no dead letters. */
  STRUCTURED_STREAMING("Spark Structured Streaming", Optional.empty()),
  /** The Iceberg sink on the raw topics: the least that Kafka Connect can cost; adds no columns. */
  BARE_SINK("the sink alone, on raw topics", Optional.empty()),
  /** The platform: enrich-streams, then the sink. */
  STREAMIFY("enrich-streams and the sink", Optional.of(1.0));

  private final String title;
  private final Optional<Double> targetCpuRatio;

  BronzePath(String title, Optional<Double> targetCpuRatio) {
    this.title = title;
    this.targetCpuRatio = targetCpuRatio;
  }

  String title() {
    return title;
  }

  /** What the project aims at when catching up, as a multiple of Spark's CPU time. */
  Optional<Double> targetCpuRatio() {
    return targetCpuRatio;
  }
}
