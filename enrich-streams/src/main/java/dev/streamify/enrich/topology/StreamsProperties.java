package dev.streamify.enrich.topology;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.TopicDefinition;
import java.time.Clock;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The Kafka Streams configuration, with the reason of everything that is not its default. */
public final class StreamsProperties {
  private static final int FETCH_BYTES_PER_PARTITION = 4 * 1024 * 1024;
  private static final int RECORDS_PER_POLL = 5_000;
  private static final int BATCH_BYTES = 256 * 1024;
  private static final int PRODUCER_BUFFER_BYTES = 64 * 1024 * 1024;

  private StreamsProperties() {}

  /** Properties for {@code new KafkaStreams(…)}. */
  public static Properties of(
      StreamsSettings settings, EventContract contract, RecordLimits limits, Clock clock) {
    Properties all = new Properties();
    all.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.replicationFactor());
    all.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 2 * RECORDS_PER_POLL);
    // Metrics are scraped here; the broker needs no push of them.
    all.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    // A cluster that moved to other addresses is found again through the bootstrap servers.
    all.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "rebootstrap");
    // A broker that comes back is found within two seconds.
    all.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
    all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, UnforeseenErrorHandler.class);
    all.put(UnforeseenErrorHandler.CONTRACT_CONFIG, contract);
    all.put(UnforeseenErrorHandler.LIMITS_CONFIG, limits);
    all.put(UnforeseenErrorHandler.CLOCK_CONFIG, clock);
    addConsumer(all, settings);
    addProducer(all, settings);
    all.putAll(settings.clientProperties());
    return all;
  }

  private static void addConsumer(Properties all, StreamsSettings settings) {
    int sessionMs = Math.toIntExact(settings.sessionTimeout().toMillis());
    all.put(consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    all.put(consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), RECORDS_PER_POLL);
    all.put(
        consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), FETCH_BYTES_PER_PARTITION);
    // After a kill -9 the partitions are free again after this time.
    all.put(consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), sessionMs);
    all.put(consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), sessionMs / 4);
  }

  private static void addProducer(Properties all, StreamsSettings settings) {
    // After a kill -9 nobody who reads committed records gets past its open transaction before.
    all.put(
        producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        Math.toIntExact(settings.transactionTimeout().toMillis()));
    all.put(producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    all.put(producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    // Batches may fill up: a commit sends them anyway.
    all.put(producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 100);
    all.put(producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), PRODUCER_BUFFER_BYTES);
    all.put(
        producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        TopicDefinition.MAX_DERIVED_RECORD_BYTES);
  }
}
