package dev.streamify.batch.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.batch.kafka.KafkaSettings;
import dev.streamify.contract.EventStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes dead letters in transactions, as enrich-streams does, and reads the raw topic. */
final class DeadLetterTopic {
  static final String TIME = "2026-01-02T03:04:05.678Z";
  static final String REASON = "WRONG_TYPE";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaSettings kafka;
  private final EventStream stream;
  private final int partitions;

  DeadLetterTopic(KafkaSettings kafka, EventStream stream, int partitions) {
    this.kafka = kafka;
    this.stream = stream;
    this.partitions = partitions;
  }

  /** Writes letters whose payloads are the text with a number, from 0. */
  void write(String prefix, int count) {
    List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      letters.add(letter(i % partitions, envelope(i % partitions, prefix + i, "utf8", "not good")));
    }
    write(letters);
  }

  void write(List<ProducerRecord<byte[], byte[]>> letters) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (Producer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      // Several transactions, so that markers lie between the letters; one of them is aborted.
      for (int from = 0; from < letters.size(); from += 150) {
        producer.beginTransaction();
        letters
            .subList(from, Math.min(letters.size(), from + 150))
            .forEach(letter -> sent.add(producer.send(letter)));
        producer.commitTransaction();
      }
      producer.beginTransaction();
      sent.add(producer.send(letter(0, envelope(0, "aborted", "utf8", "never"))));
      producer.flush();
      producer.abortTransaction();
      assertThat(sent).hasSize(letters.size() + 1).allMatch(Future::isDone);
    }
  }

  ProducerRecord<byte[], byte[]> letter(int partition, byte[] envelope) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", bytes("t1"));
    headers.add(LetterOrigin.HEADER, bytes("of/0/1"));
    return new ProducerRecord<>(
        stream.deadLetterTopic(), partition, 1L, bytes("key"), envelope, headers);
  }

  byte[] envelope(int partition, String payload, String encoding, String message) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("stream", stream.name());
    envelope.put("reason", REASON);
    envelope.put("message", message);
    if (payload != null) {
      envelope.put("payload", payload);
      envelope.put("payload_encoding", encoding);
    }
    envelope.put("source_topic", stream.name());
    envelope.put("source_partition", partition);
    envelope.put("source_offset", 17);
    envelope.put("source_timestamp", TIME);
    envelope.put("rejected_at", TIME);
    try {
      return JSON.writeValueAsBytes(envelope);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything on the raw topic. */
  List<ConsumerRecord<byte[], byte[]>> raw() {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (Consumer<byte[], byte[]> client = new ReplayClients(kafka).raw()) {
      Set<TopicPartition> all = ReplayClients.partitions(client, stream.rawTopic());
      client.assign(all);
      client.seekToBeginning(all);
      Map<TopicPartition, Long> ends = client.endOffsets(all);
      while (all.stream().anyMatch(part -> client.position(part) < ends.get(part))) {
        client.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  List<String> rawTexts() {
    return raw().stream().map(record -> text(record.value())).toList();
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Producer<byte[], byte[]> producer() {
    Map<String, Object> own = new HashMap<>();
    own.put("transactional.id", UUID.randomUUID().toString());
    own.put("key.serializer", ByteArraySerializer.class.getName());
    own.put("value.serializer", ByteArraySerializer.class.getName());
    return new KafkaProducer<>(kafka.client("test", own));
  }
}
