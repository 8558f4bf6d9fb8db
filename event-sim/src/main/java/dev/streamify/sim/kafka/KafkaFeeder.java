package dev.streamify.sim.kafka;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.sim.event.EventSource;
import dev.streamify.sim.event.RawEvent;
import dev.streamify.sim.event.TruthCounter;
import dev.streamify.sim.output.Pacer;
import dev.streamify.sim.output.Progress;
import dev.streamify.sim.output.ProgressMeter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Produces a sequence of events into the raw topics, from the beginning or from where an earlier
 * attempt ended. Can be used for several sequences, one after the other.
 *
 * <p>A stream's n-th record goes to partition n modulo the number of partitions, and the producer
 * keeps the order of a partition without gaps. So after any crash a partition holds a beginning of
 * its part of the sequence, and feeding the same sequence again with the number of records that
 * each partition holds gives exactly what an uninterrupted feeding would have given.
 */
public final class KafkaFeeder {
  private final EventContract contract;
  private final FeederOptions options;

  /** Connects when it is asked to feed. */
  public KafkaFeeder(EventContract contract, FeederOptions options) {
    this.contract = contract;
    this.options = options;
  }

  /**
   * Feeds the whole sequence, and returns when the broker has confirmed all of it.
   *
   * @param source the sequence, at its beginning; the caller closes it
   * @param alreadyProduced how many records of this sequence each partition holds; empty for a new
   *     load
   * @param pacer when a record may be sent
   * @param progress learns how far it is
   * @param stop ends the feeding early when true; what was sent until then is confirmed
   * @throws FeedException when Kafka is away, a topic is missing, or a record is refused; what the
   *     partitions hold then is still a beginning of the sequence
   */
  public FeedResult feed(
      EventSource source,
      Map<TopicPartition, Long> alreadyProduced,
      Pacer pacer,
      Progress progress,
      BooleanSupplier stop) {
    List<String> topics = contract.streams().stream().map(EventStream::rawTopic).toList();
    PartitionPlan plan = new PartitionPlan(RawTopics.partitions(options, topics), alreadyProduced);
    ProgressMeter meter = new ProgressMeter(progress, source.expectedRecords());
    TruthCounter truth = new TruthCounter(contract);
    try (OrderedProducer producer = new OrderedProducer(options)) {
      boolean complete = true;
      Optional<RawEvent> event = source.next();
      while (event.isPresent()) {
        if (stop.getAsBoolean()) {
          complete = false;
          break;
        }
        send(event.get(), plan, pacer, stop, producer);
        truth.count(event.get());
        meter.count();
        event = source.next();
      }
      producer.confirmAll();
      if (complete) {
        plan.requireNothingLeft();
      }
      meter.end();
      return new FeedResult(truth.truth(), complete);
    }
  }

  private static void send(
      RawEvent event,
      PartitionPlan plan,
      Pacer pacer,
      BooleanSupplier stop,
      OrderedProducer producer) {
    int partition = plan.next(event.stream());
    if (partition != PartitionPlan.ALREADY_THERE) {
      pacer.await(event, stop);
      producer.send(event.stream(), partition, event.value());
    }
  }
}
