package dev.streamify.batch.streams;

import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.tables.LoadedTable;
import dev.streamify.batch.tables.LoadedTables;
import dev.streamify.contract.DeadLetter;
import dev.streamify.contract.EventStream;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells about streams from the metadata of their tables. */
@Singleton
class StreamViews {
  private final LoadedTables tables;
  private final DeadLetterCounts deadLetters;
  private final JobCatalogue catalogue;
  private final Clock clock;

  StreamViews(
      LoadedTables tables, DeadLetterCounts deadLetters, JobCatalogue catalogue, Clock clock) {
    this.tables = tables;
    this.deadLetters = deadLetters;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  StreamView of(EventStream stream) {
    Optional<LoadedTable> bronze = tables.find(stream.bronzeTable().name());
    Optional<LoadedTable> silver = tables.find(stream.silverTable().name());
    return new StreamView(
        stream.name(),
        stream.description(),
        new StreamView.Topics(stream.rawTopic(), stream.enrichedTopic(), stream.deadLetterTopic()),
        bronze.map(this::layer),
        silver.map(table -> silver(table, bronze)),
        tables.find(DeadLetter.bronzeTable().name()).map(table -> deadLetters(stream, table)));
  }

  private StreamView.Layer layer(LoadedTable table) {
    return new StreamView.Layer(
        table.name(), table.rows(), table.lastChange(), table.freshnessSeconds(clock));
  }

  private StreamView.Silver silver(LoadedTable table, Optional<LoadedTable> bronze) {
    return new StreamView.Silver(
        table.name(),
        table.rows(),
        table.lastChange(),
        table.freshnessSeconds(clock),
        catalogue.all().stream()
            .filter(job -> !job.inputs().isEmpty())
            .filter(job -> job.output().equals(Optional.of(table.name())))
            .map(JobDefinition::name)
            .findFirst(),
        bronze.flatMap(input -> Unconsumed.rows(input, table)));
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
