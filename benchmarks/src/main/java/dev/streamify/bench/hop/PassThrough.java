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

  static void start(String bootstrapServers, String group) {
    StreamsBuilder topology = new StreamsBuilder();
    HopTopics.RAW.forEach(
        topic ->
            topology.stream(topic, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .to(
                    HopTopics.copyOf(topic),
                    Produced.with(Serdes.ByteArray(), Serdes.ByteArray())));
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, group);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, ClientSettings.COMMIT_INTERVAL_MS);
    settings.put(
        StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 2 * ClientSettings.RECORDS_PER_POLL);
    settings.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    ClientSettings.CONSUMER.forEach((name, value) -> settings.put(consumerPrefix(name), value));
    ClientSettings.PRODUCER.forEach((name, value) -> settings.put(producerPrefix(name), value));
    new KafkaStreams(topology.build(), settings).start();
  }
}
