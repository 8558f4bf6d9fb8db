package dev.streamify.enrich.topology;

import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The record's own timestamp, and the clock's for records without one. Kafka's extractor would
 * throw there, and a negative timestamp would drop the record.
 */
final class RecordTimestamps implements TimestampExtractor {
  private final Clock clock;

  RecordTimestamps(Clock clock) {
    this.clock = clock;
  }

  @Override
  public long extract(ConsumerRecord<Object, Object> raw, long partitionTime) {
    return raw.timestamp() >= 0 ? raw.timestamp() : clock.millis();
  }
}
