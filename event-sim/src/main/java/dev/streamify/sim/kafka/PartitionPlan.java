package dev.streamify.sim.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partition each record goes to, and which records are there already. A stream's records take
 * turns over its partitions, so what a partition holds is always a beginning of its part of the
 * sequence. For one thread.
 */
final class PartitionPlan {
  /** The record is in Kafka already. */
  static final int ALREADY_THERE = -1;

  private final Map<String, Turns> topics = new HashMap<>();

  private static final class Turns {
    private final long[] toSkip;
    private int next;

    Turns(int partitions) {
      toSkip = new long[partitions];
    }
  }

  /**
   * Begins at the first record of every stream.
   *
   * @param partitions how many each topic has
   * @param alreadyProduced how many records of the sequence each partition holds
   */
  PartitionPlan(Map<String, Integer> partitions, Map<TopicPartition, Long> alreadyProduced) {
    partitions.forEach((topic, count) -> topics.put(topic, new Turns(count)));
    alreadyProduced.forEach(this::skip);
  }

  private void skip(TopicPartition partition, long records) {
    Turns turns = topics.get(partition.topic());
    boolean known = turns != null && partition.partition() < turns.toSkip.length;
    if (records < 0 || (!known && records > 0)) {
      throw new FeedException(
          "%s cannot hold %s records of this load already: its topic has %s partitions"
              .formatted(partition, records, turns == null ? "no" : turns.toSkip.length));
    }
    if (known) {
      turns.toSkip[partition.partition()] = records;
    }
  }

  /** The partition of the stream's next record, or {@link #ALREADY_THERE}. */
  int next(String topic) {
    Turns turns = topics.get(topic);
    if (turns == null) {
      throw new FeedException("there is no raw topic for the stream " + topic);
    }
    int partition = turns.next;
    turns.next = partition + 1 == turns.toSkip.length ? 0 : partition + 1;
    if (turns.toSkip[partition] > 0) {
      turns.toSkip[partition]--;
      return ALREADY_THERE;
    }
    return partition;
  }

  /** Refuses a load of which partitions hold more than it has. */
  void requireNothingLeft() {
    topics.forEach(
        (topic, turns) -> {
          for (int partition = 0; partition < turns.toSkip.length; partition++) {
            if (turns.toSkip[partition] > 0) {
              throw new FeedException(
                  "%s-%s holds %s records more than this load has: it was begun with other options,"
                          .formatted(topic, partition, turns.toSkip[partition])
                      + " or something else writes to the topic");
            }
          }
        });
  }
}
