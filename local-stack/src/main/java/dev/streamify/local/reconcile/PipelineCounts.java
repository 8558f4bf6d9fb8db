package dev.streamify.local.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.local.http.JsonClient;
import dev.streamify.local.http.JsonClient.Answer;
import dev.streamify.local.platform.Topics;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How many records are where, read from the broker and from the tables' metadata. */
public final class PipelineCounts {
  private final EventContract contract;
  private final Topics topics;
  private final RecordCounter counter;
  private final JsonClient batch;
  private long bronzeRows;

  /** Counts over those sources. */
  public PipelineCounts(
      EventContract contract, Topics topics, RecordCounter counter, JsonClient batch) {
    this.contract = contract;
    this.topics = topics;
    this.counter = counter;
    this.batch = batch;
  }

  /**
   * Sums over all streams.
   *
   * @param produced records on raw topics
   * @param enriched committed records on enriched topics
   * @param deadLettered committed records on dead-letter topics
   * @param bronze rows of all bronze tables, dead letters among them
   */
  public record Totals(long produced, long enriched, long deadLettered, long bronze) {
    /** Whether nothing is on its way any more. */
    public boolean allInBronze() {
      return produced == enriched + deadLettered && produced == bronze;
    }
  }

  /** Sums over all streams, now. */
  public Totals totals() {
    long enriched = 0;
    long deadLettered = 0;
    for (EventStream stream : contract.streams()) {
      enriched += enriched(stream);
      deadLettered += deadLettered(stream);
    }
    return new Totals(produced(), enriched, deadLettered, bronze());
  }

  /** Records on all raw topics. */
  public long produced() {
    List<String> raw = contract.streams().stream().map(EventStream::rawTopic).toList();
    return topics.produced(raw).values().stream().mapToLong(Long::longValue).sum();
  }

  /** Records on the stream's raw topic. */
  public long produced(EventStream stream) {
    return topics.produced(List.of(stream.rawTopic())).getOrDefault(stream.rawTopic(), 0L);
  }

  /** Committed records on the stream's enriched topic. */
  public long enriched(EventStream stream) {
    return counter.count(stream.enrichedTopic());
  }

  /** Committed records on the stream's dead-letter topic. */
  public long deadLettered(EventStream stream) {
    return counter.count(stream.deadLetterTopic());
  }

  /** Rows of all bronze tables; the last known number while batch-api does not answer. */
  private long bronze() {
    Answer answer = batch.get("/api/v1/tables");
    if (!answer.ok()) {
      return bronzeRows;
    }
    Set<String> bronzeTables =
        contract.sinks().stream().map(sink -> sink.table().name()).collect(Collectors.toSet());
    long rows = 0;
    for (JsonNode table : answer.body().path("tables")) {
      if (bronzeTables.contains(table.path("name").asText())) {
        rows += table.path("rows").asLong();
      }
    }
    bronzeRows = rows;
    return rows;
  }
}
