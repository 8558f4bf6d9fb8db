package dev.streamify.enrich.topology;

import dev.streamify.contract.EventStream;
import dev.streamify.contract.RejectReason;
import dev.streamify.enrich.record.DeadLetterEnvelope;
import dev.streamify.enrich.record.EnrichmentResult;
import dev.streamify.enrich.record.EnrichmentResult.Enriched;
import dev.streamify.enrich.record.EnrichmentResult.Rejected;
import dev.streamify.enrich.record.RawRecord;
import java.time.Clock;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Sends each raw record of one stream either to its enriched or to its dead-letter topic. */
final class EnrichProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  /**
   * Headers or a key larger than this stay behind when a record is dead-lettered: the payload
   * counts.
   */
  private static final int MAX_DEAD_LETTER_HEADER_BYTES = 64 * 1024;

  /** One record in, one result out; not shared between tasks. */
  @FunctionalInterface
  interface Enrichment {
    EnrichmentResult enrich(RawRecord raw, long nowMs);
  }

  private final EventStream stream;
  private final Enrichment enrichment;
  private final Clock clock;
  private final OutcomeListener listener;
  private final int maxEnrichedBytes;
  private final int maxDeadLetterBytes;
  private ProcessorContext<byte[], byte[]> context;

  EnrichProcessor(
      EventStream stream,
      Enrichment enrichment,
      RecordLimits limits,
      Clock clock,
      OutcomeListener listener) {
    this.stream = stream;
    this.enrichment = enrichment;
    this.clock = clock;
    this.listener = listener;
    this.maxEnrichedBytes = limits.contentBytes(stream.enrichedTopic());
    this.maxDeadLetterBytes = limits.contentBytes(stream.deadLetterTopic());
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
  }

  @Override
  public void process(Record<byte[], byte[]> input) {
    RecordMetadata source =
        context
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("a source's record has a position"));
    RawRecord raw =
        new RawRecord(input.value(), source.partition(), source.offset(), input.timestamp());
    long nowMs = clock.millis();
    listener.received(Math.max(0, nowMs - input.timestamp()));
    EnrichmentResult result = enrich(raw, nowMs);
    if (result instanceof Enriched enriched) {
      int bytes = enriched.key().length + enriched.value().length + size(input.headers());
      if (bytes <= maxEnrichedBytes) {
        forward(enriched, input);
        return;
      }
      result = tooLarge(bytes);
    }
    deadLetter((Rejected) result, raw, input, nowMs);
  }

  private EnrichmentResult enrich(RawRecord raw, long nowMs) {
    try {
      return enrichment.enrich(raw, nowMs);
    } catch (RuntimeException defect) {
      return Unforeseen.rejection(defect);
    }
  }

  private void forward(Enriched enriched, Record<byte[], byte[]> input) {
    context.forward(
        new Record<>(enriched.key(), enriched.value(), input.timestamp(), input.headers()),
        stream.enrichedTopic());
    listener.enriched();
  }

  private Rejected tooLarge(int bytes) {
    return new Rejected(
        RejectReason.TOO_LARGE,
        "the enriched event has %d bytes with its key and headers; %s takes %d"
            .formatted(bytes, stream.enrichedTopic(), maxEnrichedBytes));
  }

  private void deadLetter(
      Rejected rejected, RawRecord raw, Record<byte[], byte[]> input, long nowMs) {
    int keyBytes = input.key() == null ? 0 : input.key().length;
    byte[] key = keyBytes <= MAX_DEAD_LETTER_HEADER_BYTES ? input.key() : null;
    boolean keepHeaders = size(input.headers()) <= MAX_DEAD_LETTER_HEADER_BYTES;
    int room = maxDeadLetterBytes - 2 * MAX_DEAD_LETTER_HEADER_BYTES;
    byte[] envelope = DeadLetterEnvelope.write(stream.name(), raw, rejected, nowMs, room);
    context.forward(
        keepHeaders
            ? new Record<>(key, envelope, input.timestamp(), input.headers())
            : new Record<>(key, envelope, input.timestamp()),
        stream.deadLetterTopic());
    listener.deadLettered(rejected.reason());
  }

  /** At least what the headers take, bytes. */
  private static int size(Headers headers) {
    int bytes = 0;
    for (Header header : headers) {
      int valueBytes = header.value() == null ? 0 : header.value().length;
      // A character has up to three bytes in UTF-8, a length up to five.
      bytes += 3 * header.key().length() + valueBytes + 10;
    }
    return bytes;
  }
}
