package dev.streamify.batch.streams;

import dev.streamify.batch.flow.DeadLetterCounts;
import dev.streamify.batch.flow.FlowMonitor;
import dev.streamify.batch.flow.Hop;
import dev.streamify.batch.flow.StreamFlow;
import dev.streamify.batch.flow.Unconsumed;
import dev.streamify.batch.flow.Waiting;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.tables.Freshness;
import dev.streamify.batch.tables.LoadedTable;
import dev.streamify.batch.tables.LoadedTables;
import dev.streamify.contract.DeadLetter;
import dev.streamify.contract.EventStream;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells about streams from the metadata of their tables. */
@Singleton
class StreamViews {
  private final LoadedTables tables;
  private final DeadLetterCounts deadLetters;
  private final JobCatalogue catalogue;
  private final FlowMonitor flow;
  private final StreamHealths healths;
  private final Freshness freshness;

  StreamViews(
      LoadedTables tables,
      DeadLetterCounts deadLetters,
      JobCatalogue catalogue,
      FlowMonitor flow,
      StreamHealths healths,
      Freshness freshness) {
    this.tables = tables;
    this.deadLetters = deadLetters;
    this.catalogue = catalogue;
    this.flow = flow;
    this.healths = healths;
    this.freshness = freshness;
  }

  StreamView of(EventStream stream) {
    Optional<LoadedTable> bronze = tables.find(stream.bronzeTable().name());
    Optional<LoadedTable> silver = tables.find(stream.silverTable().name());
    StreamHealth health = healths.of(stream);
    return new StreamView(
        stream.name(),
        stream.description(),
        health.status(),
        health.troubles().stream().map(StreamViews::trouble).toList(),
        new StreamView.Topics(stream.rawTopic(), stream.enrichedTopic(), stream.deadLetterTopic()),
        hops(stream),
        bronze.map(this::layer),
        silver.map(table -> silver(table, bronze)),
        tables.find(DeadLetter.bronzeTable().name()).map(table -> deadLetters(stream, table)));
  }

  private static StreamView.TroubleView trouble(Trouble trouble) {
    return new StreamView.TroubleView(
        trouble.status(), trouble.hop().map(Hop::text), trouble.cause());
  }

  private List<StreamView.HopView> hops(EventStream stream) {
    Map<Hop, Waiting> seen =
        flow.latest()
            .flatMap(state -> state.stream(stream.name()))
            .map(StreamFlow::waiting)
            .orElse(Map.of());
    return new TreeMap<>(seen)
        .entrySet().stream()
            .map(
                hop ->
                    new StreamView.HopView(
                        hop.getKey().text(),
                        hop.getValue().records(),
                        hop.getValue().oldest().toSeconds(),
                        hop.getValue().stalled().toSeconds()))
            .toList();
  }

  private StreamView.Layer layer(LoadedTable table) {
    return new StreamView.Layer(
        table.name(), table.rows(), table.lastChange(), freshness.seconds(table));
  }

  private StreamView.Silver silver(LoadedTable table, Optional<LoadedTable> bronze) {
    return new StreamView.Silver(
        table.name(),
        table.rows(),
        table.lastChange(),
        freshness.seconds(table),
        catalogue.all().stream()
            .filter(job -> !job.inputs().isEmpty())
            .filter(job -> job.output().equals(Optional.of(table.name())))
            .map(JobDefinition::name)
            .findFirst(),
        bronze.flatMap(input -> Unconsumed.of(input, table).map(Unconsumed::rows)));
  }

  private StreamView.DeadLetters deadLetters(EventStream stream, LoadedTable table) {
    DeadLetterCounts.Counts counts = deadLetters.of(table);
    Map<String, Long> byReason = counts.byReason().getOrDefault(stream.name(), new TreeMap<>());
    return new StreamView.DeadLetters(
        table.name(),
        byReason.values().stream().mapToLong(Long::longValue).sum(),
        byReason,
        counts.complete());
  }
}
