package dev.streamify.connect;

import static dev.streamify.contract.EnrichmentColumns.EVENT_DATE;
import static dev.streamify.contract.EnrichmentColumns.KAFKA_OFFSET;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamify.contract.TableDefinition;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A steady, transactional load of numbered records. Every fourth transaction is aborted: its
 * records are on the topic, but must never become rows.
 */
final class Load implements AutoCloseable {
  private static final int BATCH = 250;
  private static final int EVERY_MS = 100;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final ObjectNode template;
  private final List<Long> committed = new ArrayList<>();
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private ScheduledFuture<?> steady;
  private int batches;
  private long next;

  Load(String bootstrapServers, String topic, TableDefinition table) {
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "load"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.topic = topic;
    this.template = SampleRecords.of(table);
    producer.initTransactions();
  }

  void start() {
    steady = thread.scheduleAtFixedRate(this::sendBatch, 0, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /** Ends the steady load; returns when no transaction is open any more. */
  void stop() throws Exception {
    if (steady.isDone()) {
      // Only a failure ends it before: says which.
      steady.get();
    }
    steady.cancel(false);
    thread.submit(() -> {}).get();
  }

  /** Sends one transaction; each fourth is aborted. */
  synchronized void sendBatch() {
    boolean aborted = batches++ % 4 == 3;
    List<Long> numbers = new ArrayList<>();
    producer.beginTransaction();
    for (int i = 0; i < BATCH; i++) {
      long number = next++;
      numbers.add(number);
      // Awaited by the flush, commit or abort below.
      Future<RecordMetadata> unused = producer.send(record(number));
    }
    if (aborted) {
      producer.flush();
      producer.abortTransaction();
    } else {
      producer.commitTransaction();
      committed.addAll(numbers);
    }
  }

  private ProducerRecord<byte[], byte[]> record(long number) {
    template.put(KAFKA_OFFSET, number);
    // Several partitions of the table are open at once.
    template.put(EVENT_DATE, LocalDate.of(2026, 3, 1).plusDays(number % 3).toString());
    return new ProducerRecord<>(
        topic,
        (int) (number % LoopbackBroker.PARTITIONS),
        null,
        template.toString().getBytes(StandardCharsets.UTF_8));
  }

  synchronized long committed() {
    return committed.size();
  }

  /** The numbers of all committed records, ascending. */
  synchronized List<Long> committedNumbers() {
    return List.copyOf(committed);
  }

  @Override
  public void close() {
    thread.shutdownNow();
    producer.close();
  }
}
