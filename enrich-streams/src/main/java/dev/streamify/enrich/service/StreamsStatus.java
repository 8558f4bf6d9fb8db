package dev.streamify.enrich.service;

import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Where the service is between its start and its end.
 *
 * <pre>
 * WaitingForKafka &lt;-&gt; WaitingForTopics -&gt; Started -&gt; (end of the process)
 * </pre>
 */
sealed interface StreamsStatus {

  /** Kafka has not answered yet. */
  record WaitingForKafka(String bootstrapServers, String cause) implements StreamsStatus {
    @Override
    public String describe() {
      return "waiting for Kafka at %s: %s".formatted(bootstrapServers, cause);
    }
  }

  /** Kafka lacks topics. */
  record WaitingForTopics(Set<String> missing) implements StreamsStatus {
    @Override
    public String describe() {
      return "waiting for the topics %s: create them".formatted(missing);
    }
  }

  /** The client has been started; its state tells the rest. */
  record Started(KafkaStreams streams) implements StreamsStatus {
    private static final String ALIVE_THREADS = "alive-stream-threads";

    @Override
    public String describe() {
      return streams.state().name();
    }

    @Override
    public boolean isReady() {
      return streams.state() == KafkaStreams.State.RUNNING;
    }

    @Override
    public int aliveThreads() {
      // As Kafka Streams counts them: without those that are dead or on their way to it.
      return streams.metrics().entrySet().stream()
          .filter(metric -> metric.getKey().name().equals(ALIVE_THREADS))
          .findFirst()
          .map(metric -> ((Number) metric.getValue().metricValue()).intValue())
          .orElse(0);
    }

    @Override
    public boolean isDead() {
      return streams.state().hasCompletedShutdown() || streams.state() == KafkaStreams.State.ERROR;
    }
  }

  /** One line for people. */
  String describe();

  /** Whether records are being processed. */
  default boolean isReady() {
    return false;
  }

  /** How many threads process records. */
  default int aliveThreads() {
    return 0;
  }

  /** Whether only a restart helps. */
  default boolean isDead() {
    return false;
  }
}
