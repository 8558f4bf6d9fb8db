package dev.streamify.batch.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Sends the dead letters of a stream to its raw topic again, each exactly once, whatever is killed.
 *
 * <p>A transaction over both, the sent records and the group's offsets, would be simple, but its
 * markers take offsets of the raw topic, and that these have no holes is how completeness is
 * checked. So the raw topic gets plain records of an idempotent producer, and exactly once comes
 * from looking back:
 *
 * <ol>
 *   <li>Every record that is sent says in a header which letter it was ({@link LetterOrigin}).
 *   <li>Beside the group's offsets stands where the raw topic ended when they were committed: what
 *       was sent after that commit lies behind those ends, as records are only ever appended.
 *   <li>A batch is sent, every record of it is acknowledged by all replicas, and only then the
 *       offsets behind the batch are committed, with the raw topic's ends of now.
 *   <li>A replay begins with the raw topic from the noted ends to its end. The letters found there
 *       were sent by an attempt that did not live to commit; they are left out.
 *   <li>Batches of an attempt may be cut differently from those of the one before. So the noted
 *       ends stay where they are until all letters that were found are passed.
 *   <li>A replay that is through says so beside the offsets, and the next one need not look. It
 *       takes that word back before it sends anything.
 *   <li>When nothing is noted, as after the group has expired, it is looked for in the whole raw
 *       topic.
 * </ol>
 *
 * <p>Letters of the time after the start are left alone, so that what is rejected again does not go
 * round in circles. Not more than one replay of a stream may go on: runs hold a lease for it. What
 * remains is a replica that loses its lease while a batch of it is on its way, whose records the
 * broker takes after its successor has looked; the successor comes after the lease has run out, and
 * the producer gives up after 30 s. Should it happen after all, an event has two deliveries in
 * bronze and one row in silver.
 */
final class DeadLetterReplay {
  private static final Duration POLL = Duration.ofMillis(500);

  private final Consumer<byte[], byte[]> letters;
  private final Set<TopicPartition> partitions;
  private final Positions positions;
  private final LookBack lookBack;
  private final RawSender sender;
  private final ReplayCounts counts;
  private final Clock clock;

  private final Map<Integer, Long> next = new HashMap<>();
  private final Map<Integer, Long> ends = new HashMap<>();
  private final Set<LetterOrigin> known = new HashSet<>();
  private Map<Integer, Long> lookedFrom = Map.of();

  DeadLetterReplay(
      Consumer<byte[], byte[]> letters,
      Set<TopicPartition> partitions,
      Positions positions,
      LookBack lookBack,
      RawSender sender,
      ReplayCounts counts,
      Clock clock) {
    this.letters = letters;
    this.partitions = Set.copyOf(partitions);
    this.positions = positions;
    this.lookBack = lookBack;
    this.sender = sender;
    this.counts = counts;
    this.clock = clock;
  }

  /**
   * Finds out what there is to do.
   *
   * @param beat called again and again; may throw to end it
   * @return how many offsets of the dead-letter topic lie before it
   */
  long plan(Runnable beat) {
    ReplayPosition noted = positions.find();
    letters.assign(partitions);
    letters.endOffsets(partitions).forEach((part, end) -> ends.put(part.partition(), end));
    letters
        .beginningOffsets(partitions)
        .forEach(
            (part, begin) -> {
              long from = noted.letters().getOrDefault(part.partition(), begin);
              boolean madeAnew = from > ends.get(part.partition());
              next.put(part.partition(), madeAnew ? begin : Math.max(from, begin));
            });
    partitions.forEach(part -> letters.seek(part, next.get(part.partition())));
    if (left() > 0 && noted.settled()) {
      // What the raw topic got since is none of ours, however much it is.
      lookedFrom = lookBack.ends();
      positions.note(new ReplayPosition(next, lookedFrom, false));
    } else if (left() > 0) {
      lookedFrom = lookBack.begins(noted.rawEnds());
      known.addAll(lookBack.since(lookedFrom, beat));
      forgetPassed();
    }
    return left();
  }

  /**
   * Sends what lies before the ends that the plan found.
   *
   * @param beat called before each batch; may throw to end it, which loses and doubles nothing
   * @param sent told after each batch how many letters it sent
   */
  void run(Runnable beat, LongConsumer sent) {
    Instant moved = clock.instant();
    while (left() > 0) {
      beat.run();
      long before = left();
      long replayedBefore = counts.replayed();
      for (ConsumerRecord<byte[], byte[]> letter : poll()) {
        if (letter.offset() < ends.get(letter.partition())) {
          take(letter);
        }
      }
      sender.await();
      sent.accept(counts.replayed() - replayedBefore);
      if (left() < before) {
        forgetPassed();
        positions.note(
            new ReplayPosition(next, known.isEmpty() ? lookBack.ends() : lookedFrom, left() == 0));
        moved = clock.instant();
      } else if (moved.plus(LookBack.PATIENCE).isBefore(clock.instant())) {
        throw new KafkaException(
            "no dead letter came for %d s though %d offsets are left"
                .formatted(LookBack.PATIENCE.toSeconds(), left()));
      }
    }
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    ConsumerRecords<byte[], byte[]> batch = letters.poll(POLL);
    for (TopicPartition part : partitions) {
      long end = ends.get(part.partition());
      long position = Math.min(letters.position(part), end);
      next.merge(part.partition(), position, Math::max);
      if (position == end) {
        letters.pause(Set.of(part));
      }
    }
    return batch;
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    counts.read(1);
    Letter letter = LetterReader.read(record.value());
    if (letter instanceof Letter.NotReplayable not) {
      counts.notReplayable(record, not.cause());
    } else if (letter instanceof Letter.Replayable content) {
      LetterOrigin origin = LetterOrigin.of(record, content.payload().array());
      if (known.contains(origin)) {
        counts.known();
      } else {
        sender.send(record, content, origin);
      }
    }
  }

  private long left() {
    return ends.keySet().stream()
        .mapToLong(part -> Math.max(0, ends.get(part) - next.get(part)))
        .sum();
  }

  private void forgetPassed() {
    String topic = partitions.iterator().next().topic();
    known.removeIf(
        origin ->
            !origin.topic().equals(topic)
                || !next.containsKey(origin.partition())
                || origin.offset() < next.get(origin.partition())
                || origin.offset() >= ends.get(origin.partition()));
  }
}
