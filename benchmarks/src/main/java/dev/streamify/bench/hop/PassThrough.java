package dev.streamify.bench.hop;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** Kafka Streams that moves bytes as they are, exactly once, from each raw topic to a copy. */
final class PassThrough {
  private PassThrough() {}

  /** Configured as enrich-streams is. */
  static void start(String bootstrapServers, String group) {
    Properties settings = plain(bootstrapServers, group);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, ClientSettings.COMMIT_INTERVAL_MS);
    settings.put(
        StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 2 * ClientSettings.RECORDS_PER_POLL);
    settings.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    ClientSettings.CONSUMER.forEach((name, value) -> settings.put(consumerPrefix(name), value));
    ClientSettings.PRODUCER.forEach((name, value) -> settings.put(producerPrefix(name), value));
    start(settings);
  }

  /** With nothing set but what it cannot do without. */
  static void startPlain(String bootstrapServers, String group) {
    start(plain(bootstrapServers, group));
  }

  private static Properties plain(String bootstrapServers, String group) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, group);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    return settings;
  }

  private static void start(Properties settings) {
    StreamsBuilder topology = new StreamsBuilder();
    HopTopics.RAW.forEach(
        topic ->
            topology.stream(topic, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .to(
                    HopTopics.copyOf(topic),
                    Produced.with(Serdes.ByteArray(), Serdes.ByteArray())));
    new KafkaStreams(topology.build(), settings).start();
  }
}
