package dev.streamify.local.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.local.platform.Topics;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The loads of a data directory, each fed exactly once, whatever process dies in between.
 *
 * <p>A load is a reproducible sequence of records, and each record's partition follows from its
 * place in the sequence. So what a raw partition holds of an interrupted load is a beginning of
 * that partition's part of it, and going on means leaving out as many records as are there.
 */
public final class Loads {
  private final LoadJournal journal;
  private final EventContract contract;
  private final Topics topics;
  private final Feeder feeder;
  private final Clock clock;
  private final Consumer<String> console;

  private Loads(
      LoadJournal journal,
      EventContract contract,
      Topics topics,
      Feeder feeder,
      Clock clock,
      Consumer<String> console) {
    this.journal = journal;
    this.contract = contract;
    this.topics = topics;
    this.feeder = feeder;
    this.clock = clock;
    this.console = console;
  }

  /** Opens the loads that the journal knows. */
  public static Loads open(
      Path journal,
      EventContract contract,
      Topics topics,
      String bootstrapServers,
      Clock clock,
      Consumer<String> console) {
    return new Loads(
        LoadJournal.open(journal),
        contract,
        topics,
        new Feeder(contract, bootstrapServers, console),
        clock,
        console);
  }

  /** How far a load is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Called often.
     *
     * @param fed records on their way so far
     * @param expected how many there will be; 0 when nobody knows
     */
    void fed(long fed, long expected);
  }

  /**
   * Finishes what an earlier start left over, then feeds what was asked for, unless that is the
   * same load.
   *
   * @param requested what the user asked for, if anything
   * @param otherwise what to feed when nothing was asked for and nothing was left over
   */
  public void feed(Optional<LoadRequest> requested, LoadRequest otherwise, Progress progress) {
    Optional<LoadEntry> unfinished = journal.unfinished();
    if (unfinished.isPresent()) {
      console.accept("Going on with the load that was interrupted.");
      feed(unfinished.get(), progress);
      LoadRequest next = requested.orElse(unfinished.get().request());
      if (next.equals(unfinished.get().request())) {
        return;
      }
      journal.update(journal.unfinished().orElseThrow().reconciled());
    }
    LoadRequest next = requested.orElse(otherwise);
    if (next.events() > 0 || next.replayFolder().isPresent()) {
      feed(begin(next), progress);
    }
  }

  private LoadEntry begin(LoadRequest request) {
    Map<String, Long> startOffsets = new HashMap<>();
    topics
        .endOffsets(rawPartitions())
        .forEach((partition, offset) -> startOffsets.put(partition.toString(), offset));
    LoadEntry entry =
        new LoadEntry(
            request,
            request.seed().orElseGet(() -> (long) new SecureRandom().nextInt(Integer.MAX_VALUE)),
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            startOffsets,
            Optional.empty(),
            false);
    journal.begin(entry);
    return entry;
  }

  private void feed(LoadEntry entry, Progress progress) {
    if (entry.truth().isPresent()) {
      return;
    }
    Map<TopicPartition, Long> alreadyThere = new HashMap<>();
    topics
        .endOffsets(rawPartitions())
        .forEach(
            (partition, offset) ->
                alreadyThere.put(
                    partition,
                    offset - entry.startOffsets().getOrDefault(partition.toString(), 0L)));
    journal.update(entry.fed(feeder.feed(entry, alreadyThere, progress)));
  }

  private List<TopicPartition> rawPartitions() {
    return topics.partitions(contract.streams().stream().map(EventStream::rawTopic).toList());
  }

  /** Notes that everything fed so far was checked: the next start begins a new load. */
  public void markReconciled() {
    journal.unfinished().ifPresent(entry -> journal.update(entry.reconciled()));
  }

  /** What each finished load fed, as its producer counted it. */
  public List<JsonNode> truths() {
    return journal.entries().stream().map(LoadEntry::truth).flatMap(Optional::stream).toList();
  }
}
