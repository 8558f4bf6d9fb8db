package dev.streamify.sim.kafka;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer that sends nothing any more after the first failure, so that it leaves no gap. */
final class OrderedProducer implements AutoCloseable {
  private final FeederOptions options;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  OrderedProducer(FeederOptions options) {
    this.options = options;
    try {
      this.producer =
          new KafkaProducer<>(
              ClientProperties.producer(options),
              new ByteArraySerializer(),
              new ByteArraySerializer());
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  void send(String topic, int partition, byte[] value) {
    try {
      // The callback learns of everything that the future would tell.
      var unused =
          producer.send(new ProducerRecord<>(topic, partition, null, value), this::completed);
    } catch (KafkaException | IllegalStateException e) {
      failure.compareAndSet(null, e);
    }
    throwFailure();
  }

  /** Runs in the producer's own thread, before it could send what follows the failed batch. */
  private void completed(RecordMetadata metadata, Exception exception) {
    if (exception != null && failure.compareAndSet(null, exception)) {
      producer.close(Duration.ZERO);
    }
  }

  /** Waits until the broker has confirmed everything. */
  void confirmAll() {
    try {
      producer.flush();
    } catch (KafkaException e) {
      failure.compareAndSet(null, e);
    }
    throwFailure();
  }

  private void throwFailure() {
    Exception cause = failure.get();
    if (cause != null) {
      throw failed(cause);
    }
  }

  private FeedException failed(Exception cause) {
    String servers = options.bootstrapServers();
    if (cause instanceof TimeoutException) {
      return new FeedException(
          "Kafka at %s did not confirm records within %s s: is it still running?"
              .formatted(servers, options.deliveryTimeout().toSeconds()),
          cause);
    }
    if (cause instanceof RecordTooLargeException) {
      return new FeedException(
          "a record is larger than Kafka takes (%s): leave it out".formatted(cause.getMessage()),
          cause);
    }
    Throwable root = cause.getCause() == null ? cause : cause.getCause();
    return new FeedException(
        "Kafka at %s refused records: %s".formatted(servers, root.getMessage()), cause);
  }

  @Override
  public void close() {
    producer.close(failure.get() == null ? options.deliveryTimeout() : Duration.ZERO);
  }
}
