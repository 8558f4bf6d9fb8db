package dev.streamify.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.UserSessions;
import dev.streamify.local.load.Loads;
import dev.streamify.local.platform.DataDirectory;
import dev.streamify.local.reconcile.PipelineCounts;
import dev.streamify.local.reconcile.ReconciliationReport;
import dev.streamify.local.reconcile.RecordCounter;
import dev.streamify.local.reconcile.RunClient;
import dev.streamify.local.reconcile.StreamCounts;
import dev.streamify.local.reconcile.Timings;
import dev.streamify.local.settings.StackOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Feeds events, waits until bronze holds them, runs silver, and checks that nothing is missing. */
final class MainJob {
  private final Platform platform;
  private final DataDirectory data;
  private final EventContract contract;
  private final Clock clock;
  private final Console console;
  private final double startSeconds;
  private final RunClient runs;

  MainJob(
      Platform platform,
      DataDirectory data,
      EventContract contract,
      Clock clock,
      Console console,
      double startSeconds) {
    this.platform = platform;
    this.data = data;
    this.contract = contract;
    this.clock = clock;
    this.console = console;
    this.startSeconds = startSeconds;
    this.runs = new RunClient(platform.batch(), platform::requireHealthy, console::line);
  }

  ReconciliationReport run(StackOptions options) {
    List<String> derivedTopics =
        contract.streams().stream()
            .flatMap(stream -> Stream.of(stream.enrichedTopic(), stream.deadLetterTopic()))
            .toList();
    try (RecordCounter counter =
        RecordCounter.start(
            platform.bootstrapServers(), platform.topics().partitions(derivedTopics))) {
      PipelineCounts counts =
          new PipelineCounts(contract, platform.topics(), counter, platform.batch());
      return run(options, counts);
    }
  }

  private ReconciliationReport run(StackOptions options, PipelineCounts counts) {
    Loads loads =
        Loads.open(
            data.journal(),
            contract,
            platform.topics(),
            platform.bootstrapServers(),
            clock,
            console::line);
    long feedStart = System.nanoTime();
    long before = counts.produced();
    FlowProgress progress = new FlowProgress(platform, counts, console);
    loads.feed(options.requestedLoad(), options.load(), progress::feeding);
    long fed = counts.produced() - before;
    double feedSeconds = secondsSince(feedStart);
    progress.awaitBronze();
    double bronzeSeconds = secondsSince(feedStart);

    long silverStart = System.nanoTime();
    runs.run("silver");
    double silverSeconds = secondsSince(silverStart);
    console.line("Checking every offset and every event id …");
    JsonNode checked = runs.run("reconciliation").path("result").path("streams");

    Timings timings =
        new Timings(
            startSeconds,
            feedSeconds,
            bronzeSeconds,
            bronzeSeconds - feedSeconds,
            silverSeconds,
            perSecond(fed, feedSeconds),
            perSecond(fed, bronzeSeconds));
    Map<String, StreamCounts> streams = new LinkedHashMap<>();
    contract
        .streams()
        .forEach(stream -> streams.put(stream.name(), compare(stream, counts, checked)));
    loads.markReconciled();
    long sessions =
        platform
            .batch()
            .get("/api/v1/tables/" + UserSessions.silverTable().name())
            .body()
            .path("rows")
            .asLong(-1);
    return ReconciliationReport.of(streams, sessions, loads.truths(), timings);
  }

  private static StreamCounts compare(
      EventStream stream, PipelineCounts counts, JsonNode checkedStreams) {
    JsonNode checked = checkedStreams.path(stream.name());
    List<String> holes = new ArrayList<>();
    checked
        .path("holes")
        .forEach(
            hole ->
                holes.add(
                    "%d:%d-%d"
                        .formatted(
                            hole.path("partition").asInt(),
                            hole.path("from").asLong(),
                            hole.path("to").asLong())));
    return new StreamCounts(
        counts.produced(stream),
        counts.enriched(stream),
        counts.deadLettered(stream),
        checked.path("bronze_rows").asLong(-1),
        checked.path("silver_rows").asLong(-1),
        checked.path("duplicates").asLong(-1),
        checked.path("collisions").asLong(-1),
        checked.path("missing_offsets").asLong(-1),
        checked.path("doubled_deliveries").asLong(-1),
        holes);
  }

  private static double secondsSince(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  private static long perSecond(long events, double seconds) {
    return seconds <= 0 ? 0 : Math.round(events / seconds);
  }
}
