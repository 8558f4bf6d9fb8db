package dev.streamify.bench.hop;

import dev.streamify.bench.process.Installation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What moves records from the raw topics to others, exactly once; the first one is the measure. */
enum Contender {
  /** Kafka Streams that forwards bytes, configured as enrich-streams is. */
  PASS_THROUGH("Kafka Streams pass-through", Optional.empty()),
  /** The same with the defaults of Kafka Streams and its clients: what most people run. */
  PLAIN_PASS_THROUGH("Kafka Streams pass-through, default settings", Optional.empty()),
  /** A consumer and a transactional producer in a loop: the least that exactly-once can cost. */
  BYTE_COPY("transactional byte copy", Optional.empty()),
  /** The packaged service: parses, validates, hashes, adds columns. */
  ENRICH_STREAMS("enrich-streams", Optional.of(1.2));

  private final String title;
  private final Optional<Double> targetCpuRatio;

  Contender(String title, Optional<Double> targetCpuRatio) {
    this.title = title;
    this.targetCpuRatio = targetCpuRatio;
  }

  String title() {
    return title;
  }

  /** What the project aims at, as a multiple of the pass-through's CPU time. */
  Optional<Double> targetCpuRatio() {
    return targetCpuRatio;
  }

  /** All get the same JVM settings. */
  List<String> jvmArguments(Installation installation) {
    List<String> common = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");
    List<String> own =
        this == ENRICH_STREAMS
            ? List.of("-jar", installation.enrichStreams().toString())
            : List.of("-cp", installation.benchmarks().toString(), HopWorker.class.getName());
    return Stream.concat(common.stream(), own.stream()).toList();
  }

  Map<String, String> environment(String bootstrapServers, String group) {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        bootstrapServers,
        "STREAMIFY_ENRICH_APPLICATION_ID",
        group,
        "QUARKUS_HTTP_PORT",
        "0",
        HopWorker.KIND,
        name());
  }
}
