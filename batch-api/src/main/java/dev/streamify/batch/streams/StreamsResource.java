package dev.streamify.batch.streams;

import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.tables.Shown;
import dev.streamify.contract.EventContract;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
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

  StreamsResource(EventContract contract, StreamViews views) {
    this.contract = contract;
    this.views = views;
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

  /**
   * All streams.
   *
   * @param streams in the order of the contract
   */
  public record StreamList(List<StreamView> streams) {}
}
