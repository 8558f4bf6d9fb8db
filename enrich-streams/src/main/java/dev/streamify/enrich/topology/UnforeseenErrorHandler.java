package dev.streamify.enrich.topology;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.enrich.record.DeadLetterEnvelope;
import dev.streamify.enrich.record.RawRecord;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The second net, behind the processor's own: hands Kafka Streams our envelope for its dead-letter
 * support, within the same transaction, and goes on.
 *
 * <p>Kafka makes it from its class name, so contract and clock come through the configuration, as
 * objects. Kafka's own handler writes to one topic ({@code errors.dead.letter.queue.topic.name})
 * and the raw bytes only; ours knows each stream's topic and the envelope's columns.
 */
public final class UnforeseenErrorHandler implements ProcessingExceptionHandler {
  /** Key of the {@link EventContract}. */
  static final String CONTRACT_CONFIG = "streamify.contract";

  /** Key of the {@link RecordLimits}. */
  static final String LIMITS_CONFIG = "streamify.limits";

  /** Key of the {@link Clock}. */
  static final String CLOCK_CONFIG = "streamify.clock";

  private EventContract contract = EventContract.standard();
  private RecordLimits limits = RecordLimits.OF_CONTRACT;
  private Clock clock = Clock.systemUTC();

  /** For Kafka, which calls {@link #configure} next. */
  public UnforeseenErrorHandler() {}

  @Override
  public void configure(Map<String, ?> configs) {
    contract = (EventContract) configs.get(CONTRACT_CONFIG);
    limits = (RecordLimits) configs.get(LIMITS_CONFIG);
    clock = (Clock) configs.get(CLOCK_CONFIG);
  }

  @Override
  public Response handleError(ErrorHandlerContext context, Record<?, ?> input, Exception failure) {
    return contract.stream(context.topic())
        .map(stream -> Response.resume(List.of(deadLetter(stream, context, failure))))
        .orElseGet(Response::fail);
  }

  private ProducerRecord<byte[], byte[]> deadLetter(
      EventStream stream, ErrorHandlerContext context, Exception failure) {
    RawRecord raw =
        new RawRecord(
            context.sourceRawValue(), context.partition(), context.offset(), context.timestamp());
    byte[] envelope =
        DeadLetterEnvelope.write(
            stream.name(),
            raw,
            Unforeseen.rejection(failure),
            clock.millis(),
            limits.contentBytes(stream.deadLetterTopic()));
    return new ProducerRecord<>(stream.deadLetterTopic(), envelope);
  }
}
