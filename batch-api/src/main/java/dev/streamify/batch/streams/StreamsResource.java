package dev.streamify.batch.streams;

import dev.streamify.batch.flow.FlowHistory;
import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.tables.Shown;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The streams of the event contract. */
@Path("/api/v1/streams")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "streams")
public class StreamsResource {
  private static final String PROBLEM = "application/problem+json";

  private final EventContract contract;
  private final StreamViews views;
  private final FlowHistory history;
  private final Clock clock;

  StreamsResource(EventContract contract, StreamViews views, FlowHistory history, Clock clock) {
    this.contract = contract;
    this.views = views;
    this.history = history;
    this.clock = clock;
  }

  /** All streams. */
  @GET
  @Operation(
      summary = "All streams: topics, rows and freshness of their tables, dead letters by reason")
  @APIResponse(
      responseCode = "200",
      description = "The streams in the order of the contract",
      content = @Content(schema = @Schema(implementation = StreamList.class)))
  @APIResponse(
      responseCode = "503",
      description = "catalog-unavailable: the catalog does not answer",
      content = @Content(mediaType = PROBLEM))
  public StreamList list() {
    return new StreamList(contract.streams().stream().map(views::of).toList());
  }

  /** One stream. */
  @GET
  @Path("{stream}")
  @Operation(
      summary = "One stream: topics, rows and freshness of its tables, dead letters by reason")
  @APIResponse(
      responseCode = "200",
      description = "The stream",
      content = @Content(schema = @Schema(implementation = StreamView.class)))
  @APIResponse(
      responseCode = "404",
      description = "not-found: there is no such stream",
      content = @Content(mediaType = PROBLEM))
  @APIResponse(
      responseCode = "503",
      description = "catalog-unavailable: the catalog does not answer",
      content = @Content(mediaType = PROBLEM))
  public StreamView get(
      @Parameter(description = "Name of the stream", example = "listen_events") @PathParam("stream")
          String stream) {
    return contract.stream(stream)
        .map(views::of)
        .orElseThrow(() -> ApiException.notFound("stream", Shown.name(stream)));
  }

  /** How a stream moved. */
  @GET
  @Path("{stream}/flow")
  @Operation(
      summary = "How a stream moved lately: records per second, and what waited",
      description =
          "Intervals of ten seconds up to an hour back, of a minute beyond. They are kept in memory"
              + " and begin with the start of this replica.")
  @APIResponse(
      responseCode = "200",
      description = "Intervals, oldest first",
      content = @Content(schema = @Schema(implementation = FlowView.class)))
  @APIResponse(
      responseCode = "404",
      description = "not-found: there is no such stream",
      content = @Content(mediaType = PROBLEM))
  public FlowView flow(
      @Parameter(description = "Name of the stream", example = "listen_events") @PathParam("stream")
          String stream,
      @Parameter(description = "Minutes back, 1 to 1440; 60 if left away", example = "60")
          @QueryParam("minutes")
          Optional<String> minutes) {
    EventStream known =
        contract.stream(stream)
            .orElseThrow(() -> ApiException.notFound("stream", Shown.name(stream)));
    Duration back = minutes.map(StreamsResource::minutes).orElse(Duration.ofHours(1));
    return FlowView.of(known.name(), history.since(known.name(), back, clock.instant()));
  }

  private static Duration minutes(String text) {
    if (text.matches("[0-9]{1,4}")) {
      Duration back = Duration.ofMinutes(Integer.parseInt(text));
      if (!back.isZero() && back.compareTo(FlowHistory.LONGEST) <= 0) {
        return back;
      }
    }
    throw ApiException.invalid(
        "minutes must be a number from 1 to 1440, found '%s'".formatted(text));
  }

  /**
   * All streams.
   *
   * @param streams in the order of the contract
   */
  public record StreamList(List<StreamView> streams) {}
}
