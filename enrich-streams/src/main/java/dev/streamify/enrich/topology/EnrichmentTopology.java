package dev.streamify.enrich.topology;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.enrich.record.RecordEnricher;
import dev.streamify.enrich.topology.EnrichProcessor.Enrichment;
import java.time.Clock;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * The topology: for every stream of the contract a source, a processor and two sinks, without state
 * stores and without connections between streams. Sinks are named like their topics.
 */
public final class EnrichmentTopology {
  private EnrichmentTopology() {}

  /**
   * Builds the topology.
   *
   * @param contract the streams
   * @param settings what a deployment chose
   * @param clock the processing time, and the time of records that have none
   * @param listeners told of every record
   */
  public static Topology build(
      EventContract contract,
      TopologySettings settings,
      Clock clock,
      OutcomeListener.ByStream listeners) {
    return build(
        contract,
        settings,
        clock,
        listeners,
        stream -> new RecordEnricher(stream, settings.eventTime())::enrich);
  }

  /** The same with another enrichment, of which every task gets one of its own. */
  static Topology build(
      EventContract contract,
      TopologySettings settings,
      Clock clock,
      OutcomeListener.ByStream listeners,
      Function<EventStream, Enrichment> enrichments) {
    Topology topology = new Topology();
    for (EventStream stream : contract.streams()) {
      String source = stream.name() + "_source";
      String processor = stream.name() + "_enrich";
      topology
          .addSource(
              AutoOffsetReset.earliest(),
              source,
              new RecordTimestamps(clock),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer(),
              stream.rawTopic())
          .addProcessor(
              processor,
              () ->
                  new EnrichProcessor(
                      stream,
                      enrichments.apply(stream),
                      settings.limits(),
                      clock,
                      listeners.of(stream)),
              source);
      addSink(topology, stream.enrichedTopic(), processor);
      addSink(topology, stream.deadLetterTopic(), processor);
    }
    return topology;
  }

  private static void addSink(Topology topology, String topic, String processor) {
    topology.addSink(topic, topic, new ByteArraySerializer(), new ByteArraySerializer(), processor);
  }
}
