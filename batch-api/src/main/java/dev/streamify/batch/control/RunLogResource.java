package dev.streamify.batch.control;

import dev.streamify.batch.history.RunLog;
import dev.streamify.batch.history.RunStore;
import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What runs tell, line by line: as text, as JSON, or live. */
@Path("/api/v1/runs/{id}/log")
@Tag(name = "runs")
public class RunLogResource {
  private static final int DEFAULT_LIMIT = 1_000;
  private static final int MAX_LIMIT = 10_000;
  private static final Duration LOOK_EVERY = Duration.ofMillis(300);

  private final RunLog log;
  private final RunStore store;

  RunLogResource(RunLog log, RunStore store) {
    this.log = log;
    this.store = store;
  }

  /** The log as text. */
  @GET
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(
      summary = "What a run has told so far: text, JSON, or live as server-sent events",
      description =
          "The Accept header chooses. With text/event-stream the answer goes on until the run ends;"
              + " its last event is called end and names the state. An event's id is the number of"
              + " its line, so Last-Event-ID goes on where a connection broke.")
  public String text(
      @Parameter(description = "The run's id") @PathParam("id") String id,
      @Parameter(description = "Only lines after the one of this number") @QueryParam("after")
          Optional<String> after,
      @Parameter(description = "How many lines, 1 to 10000; 1000 when absent") @QueryParam("limit")
          Optional<String> limit) {
    return read(id, after, limit).stream().map(RunLogResource::line).collect(Collectors.joining());
  }

  /** The log as JSON. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public LogLines json(
      @PathParam("id") String id,
      @QueryParam("after") Optional<String> after,
      @QueryParam("limit") Optional<String> limit) {
    return new LogLines(
        read(id, after, limit).stream()
            .map(line -> new LogLine(line.seq(), line.at(), line.severity().name(), line.message()))
            .toList());
  }

  /** The log, live. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(hidden = true)
  public Multi<OutboundSseEvent> live(
      @PathParam("id") String id,
      @QueryParam("after") Optional<String> after,
      @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) Optional<String> last,
      @Context Sse sse) {
    Run run = find(id);
    Follower follower = new Follower(run.id(), number("after", last.or(() -> after)));
    return Multi.createBy()
        .repeating()
        .uni(
            () ->
                Uni.createFrom()
                    .item(follower::next)
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
        .withDelay(LOOK_EVERY)
        .whilst(batch -> batch.end().isEmpty())
        .onItem()
        .transformToIterable(batch -> events(sse, batch));
  }

  private static List<OutboundSseEvent> events(Sse sse, Batch batch) {
    List<OutboundSseEvent> events =
        batch.lines().stream()
            .map(
                line ->
                    sse.newEventBuilder()
                        .id(Long.toString(line.seq()))
                        .name("line")
                        .data(line(line).stripTrailing())
                        .build())
            .collect(Collectors.toCollection(ArrayList::new));
    batch
        .end()
        .map(state -> sse.newEventBuilder().name("end").data(state).build())
        .ifPresent(events::add);
    return events;
  }

  private List<RunLog.Line> read(String id, Optional<String> after, Optional<String> limit) {
    Run run = find(id);
    int most = limit.map(text -> RunQuery.number("limit", text, MAX_LIMIT)).orElse(DEFAULT_LIMIT);
    return log.lines(run.id(), number("after", after), most);
  }

  private Run find(String id) {
    return store.find(RunQuery.runId(id)).orElseThrow(() -> ApiException.notFound("run", id));
  }

  private static long number(String name, Optional<String> text) {
    return text.map(
            value -> {
              if (value.matches("[0-9]{1,18}")) {
                return Long.parseLong(value);
              }
              throw ApiException.invalid(
                  "%s must be the number of a line, found '%s'".formatted(name, value));
            })
        .orElse(0L);
  }

  private static String line(RunLog.Line line) {
    return "%s %-5s %s%n"
        .formatted(line.at(), line.severity(), line.message().replace("\n", "\n    "));
  }

  /** Reads on where it stopped; the state is read first, so that no line after it is missed. */
  private final class Follower {
    private final RunId run;
    private long last;

    Follower(RunId run, long after) {
      this.run = run;
      this.last = after;
    }

    Batch next() {
      Optional<String> ended =
          store
              .find(run)
              .filter(found -> found.state().name().isFinal())
              .map(found -> found.state().name().name());
      List<RunLog.Line> lines = log.lines(run, last, DEFAULT_LIMIT);
      if (!lines.isEmpty()) {
        last = lines.get(lines.size() - 1).seq();
      }
      return new Batch(lines, lines.size() < DEFAULT_LIMIT ? ended : Optional.empty());
    }
  }

  /**
   * What was told since the last look.
   *
   * @param end the run's state, when nothing will follow
   */
  private record Batch(List<RunLog.Line> lines, Optional<String> end) {}

  /**
   * The log.
   *
   * @param lines in their order
   */
  public record LogLines(List<LogLine> lines) {}

  /**
   * A line.
   *
   * @param seq its number; grows
   * @param at UTC
   * @param severity INFO, WARN or ERROR
   * @param message what it says
   */
  public record LogLine(long seq, Instant at, String severity, String message) {}
}
