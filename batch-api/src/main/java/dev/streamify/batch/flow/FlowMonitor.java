package dev.streamify.batch.flow;

import dev.streamify.batch.catalog.CatalogUnavailableException;
import dev.streamify.batch.increments.ConsumedMark;
import dev.streamify.batch.kafka.ControlEvents;
import dev.streamify.batch.kafka.KafkaReader;
import dev.streamify.batch.kafka.KafkaSettings;
import dev.streamify.batch.kafka.KafkaState;
import dev.streamify.batch.kafka.KafkaUnavailableException;
import dev.streamify.batch.kafka.PartitionOffsets;
import dev.streamify.batch.tables.LoadedTable;
import dev.streamify.batch.tables.LoadedTables;
import dev.streamify.batch.tables.TableProgress;
import dev.streamify.batch.tables.TableProgresses;
import dev.streamify.contract.DeadLetter;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.SinkDefinition;
import dev.streamify.contract.TopicDefinition;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;

/** Looks at Kafka and at the tables, and tells how the records of each stream move. */
@Singleton
public class FlowMonitor {
  private final EventContract contract;
  private final LoadedTables tables;
  private final TableProgresses progresses;
  private final DeadLetterCounts deadLetters;
  private final SinkRounds rounds;
  private final KafkaReader kafka;
  private final ControlEvents control;
  private final FlowHistory history;
  private final Clock clock;
  private final Map<String, StreamBacklogs> backlogs = new HashMap<>();
  private final Map<String, DeadLetterShare> shares = new HashMap<>();
  private final TopicResets resets = new TopicResets();
  private final List<String> topics;
  private final List<String> tailed;
  private final List<String> groups;
  private volatile Optional<FlowState> latest = Optional.empty();

  FlowMonitor(
      EventContract contract,
      LoadedTables tables,
      TableProgresses progresses,
      DeadLetterCounts deadLetters,
      SinkRounds rounds,
      KafkaSettings kafka,
      FlowConfig config,
      FlowHistory history,
      Clock clock) {
    this.contract = contract;
    this.tables = tables;
    this.progresses = progresses;
    this.deadLetters = deadLetters;
    this.rounds = rounds;
    this.kafka = new KafkaReader(kafka, clock);
    this.control = new ControlEvents(kafka);
    this.history = history;
    this.clock = clock;
    for (EventStream stream : contract.streams()) {
      backlogs.put(stream.name(), new StreamBacklogs(contract, stream, config.enrichGroup()));
      shares.put(stream.name(), new DeadLetterShare(config.deadLetterWindow()));
    }
    this.topics = contract.topics().stream().map(TopicDefinition::name).toList();
    this.tailed =
        contract.streams().stream()
            .flatMap(
                stream ->
                    Stream.of(stream.rawTopic(), stream.enrichedTopic(), stream.deadLetterTopic()))
            .toList();
    this.groups =
        Stream.concat(
                Stream.of(config.enrichGroup()),
                contract.sinks().stream()
                    .flatMap(sink -> Stream.of(sink.consumerGroup(), sink.coordinatorGroup())))
            .toList();
  }

  /** What was seen last; absent before the first look. */
  public Optional<FlowState> latest() {
    return latest;
  }

  /** Takes a look; what is away is told in the result. One thread at a time. */
  public FlowState look() {
    Optional<KafkaState> seen = Optional.empty();
    Optional<String> kafkaTrouble = Optional.empty();
    try {
      seen = Optional.of(kafka.look(topics, tailed, groups));
      rounds.look(control, seen.get());
    } catch (KafkaUnavailableException e) {
      kafkaTrouble = Optional.of(e.getMessage());
    }
    Map<String, LoadedTable> loaded = Map.of();
    Optional<String> catalogTrouble = Optional.empty();
    try {
      List<LoadedTable> all = tables.all();
      progresses.look(all);
      loaded = all.stream().collect(Collectors.toMap(LoadedTable::name, Function.identity()));
    } catch (CatalogUnavailableException e) {
      catalogTrouble = Optional.of(e.getMessage());
    }
    FlowState state =
        new FlowState(
            clock.instant(),
            streams(seen, loaded),
            seen,
            kafkaTrouble,
            seen.map(resets::look).orElse(List.of()),
            loaded,
            catalogTrouble,
            floors(seen, loaded));
    latest = Optional.of(state);
    history.add(state);
    return state;
  }

  private List<StreamFlow> streams(Optional<KafkaState> seen, Map<String, LoadedTable> loaded) {
    List<StreamFlow> flows = new ArrayList<>();
    for (EventStream stream : contract.streams()) {
      Map<StreamFlow.Stage, Long> records = records(stream, seen, loaded);
      Map<Hop, Waiting> waiting = waiting(stream, seen, loaded);
      flows.add(new StreamFlow(stream.name(), records, waiting, share(stream, records, waiting)));
    }
    return flows;
  }

  private Map<StreamFlow.Stage, Long> records(
      EventStream stream, Optional<KafkaState> seen, Map<String, LoadedTable> loaded) {
    Map<StreamFlow.Stage, Long> records = new EnumMap<>(StreamFlow.Stage.class);
    seen.map(state -> state.topic(stream.rawTopic()))
        .filter(partitions -> !partitions.isEmpty())
        .ifPresent(
            partitions ->
                records.put(
                    StreamFlow.Stage.RAW,
                    partitions.values().stream().mapToLong(PartitionOffsets::high).sum()));
    put(records, StreamFlow.Stage.BRONZE, loaded.get(stream.bronzeTable().name()));
    put(records, StreamFlow.Stage.SILVER, loaded.get(stream.silverTable().name()));
    Optional.ofNullable(loaded.get(DeadLetter.bronzeTable().name()))
        .map(deadLetters::of)
        .map(counts -> counts.byReason().getOrDefault(stream.name(), Map.of()))
        .ifPresent(
            byReason ->
                records.put(
                    StreamFlow.Stage.DEAD_LETTERS,
                    byReason.values().stream().mapToLong(Long::longValue).sum()));
    return records;
  }

  private static void put(
      Map<StreamFlow.Stage, Long> records, StreamFlow.Stage stage, LoadedTable table) {
    if (table != null) {
      records.put(stage, table.rows());
    }
  }

  private double share(
      EventStream stream, Map<StreamFlow.Stage, Long> records, Map<Hop, Waiting> waiting) {
    Long landed = records.get(StreamFlow.Stage.BRONZE);
    Long letters = records.get(StreamFlow.Stage.DEAD_LETTERS);
    Waiting underWay = waiting.get(Hop.LAND);
    // The sink of dead letters may be ahead of the one that still has to land what was valid.
    return landed == null || letters == null || underWay == null
        ? Double.NaN
        : shares.get(stream.name()).look(clock.instant(), landed + underWay.records(), letters);
  }

  private Map<Hop, Waiting> waiting(
      EventStream stream, Optional<KafkaState> seen, Map<String, LoadedTable> loaded) {
    StreamBacklogs backlog = backlogs.get(stream.name());
    Map<Hop, Waiting> waiting = new LinkedHashMap<>();
    seen.ifPresent(
        state ->
            waiting.putAll(
                backlog.look(
                    state,
                    newestRow(stream.bronzeTable().name()),
                    newestRow(DeadLetter.bronzeTable().name()))));
    LoadedTable bronze = loaded.get(stream.bronzeTable().name());
    LoadedTable silver = loaded.get(stream.silverTable().name());
    if (bronze != null && silver != null) {
      waiting.put(Hop.DEDUP, dedup(backlog, bronze, silver));
    }
    return waiting;
  }

  private Waiting dedup(StreamBacklogs backlog, LoadedTable bronze, LoadedTable silver) {
    long consumed =
        ConsumedMark.latest(silver.table(), bronze.name())
            .map(ConsumedMark::sequenceNumber)
            .orElse(0L);
    long current = bronze.current().map(Snapshot::sequenceNumber).orElse(0L);
    Instant now = clock.instant();
    // When the way between is lost, the next run reads whole days: all of it may be new.
    Unconsumed unconsumed =
        Unconsumed.of(bronze, silver).orElse(new Unconsumed(bronze.rows(), bronze.lastChange()));
    return backlog.look(now, unconsumed, consumed, current);
  }

  private Optional<Instant> newestRow(String table) {
    return progresses.of(table).flatMap(TableProgress::newestRow);
  }

  private Map<String, Long> floors(Optional<KafkaState> seen, Map<String, LoadedTable> loaded) {
    Map<String, Long> floors = new HashMap<>();
    for (SinkDefinition sink : contract.sinks()) {
      LoadedTable table = loaded.get(sink.table().name());
      if (seen.isPresent() && table != null) {
        floors.put(sink.connectorName(), SinkFloors.ahead(sink, table, seen.get()));
      }
    }
    return floors;
  }

  @PreDestroy
  void stop() {
    kafka.close();
    control.close();
  }
}
