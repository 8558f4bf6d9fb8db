package dev.streamify.batch.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Sends letters to the raw topic and waits until all of a batch are acknowledged. */
final class RawSender {
  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final int partitions;
  private final ReplayCounts counts;
  private final List<Sent> open = new ArrayList<>();

  /** A letter on its way. */
  private record Sent(
      ConsumerRecord<byte[], byte[]> letter,
      Letter.Replayable content,
      ProducerRecord<byte[], byte[]> raw,
      Future<RecordMetadata> answer) {}

  /**
   * Sends to a raw topic.
   *
   * @param partitions how many it has
   */
  RawSender(Producer<byte[], byte[]> producer, String topic, int partitions, ReplayCounts counts) {
    this.producer = producer;
    this.topic = topic;
    this.partitions = partitions;
    this.counts = counts;
  }

  /**
   * Sends a letter to the partition that it came from, with its key, its time and its headers, and
   * one that says from where it was replayed.
   */
  void send(ConsumerRecord<byte[], byte[]> letter, Letter.Replayable content, LetterOrigin origin) {
    Headers headers = new RecordHeaders(letter.headers().toArray());
    headers.remove(LetterOrigin.HEADER).add(LetterOrigin.HEADER, origin.header());
    Integer partition =
        content.partition().stream()
            .filter(number -> number >= 0 && number < partitions)
            .boxed()
            .findFirst()
            .orElse(null);
    ProducerRecord<byte[], byte[]> raw =
        new ProducerRecord<>(
            topic,
            partition,
            content.timestampMs().filter(time -> time >= 0).orElse(null),
            letter.key(),
            content.payload().array(),
            headers);
    open.add(new Sent(letter, content, raw, producer.send(raw)));
  }

  /**
   * Waits for the whole batch.
   *
   * @throws KafkaException when it is not known what arrived
   */
  void await() {
    producer.flush();
    for (Sent sent : open) {
      // The broker refuses a whole batch of the producer's because of one record in it.
      if (isTaken(sent.answer()) || isTaken(producer.send(sent.raw()))) {
        counts.replayed(sent.content());
      } else {
        counts.notReplayable(sent.letter(), Letter.Cause.REFUSED);
      }
    }
    open.clear();
  }

  private static boolean isTaken(Future<RecordMetadata> answer) {
    try {
      answer.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException
          || e.getCause() instanceof InvalidRecordException
          || e.getCause() instanceof InvalidTimestampException) {
        return false;
      }
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException("waiting for the raw topic was interrupted", e);
    }
  }
}
