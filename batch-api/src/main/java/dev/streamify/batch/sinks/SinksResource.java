package dev.streamify.batch.sinks;

import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.http.ErrorCode;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The sinks: what their connectors are, and how to pause and restart them. */
@Path("/api/v1/sinks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "sinks")
public class SinksResource {
  private static final String EXAMPLE = "bronze_listen_events";
  private static final String NAME = "The connector's name, which is its table's";
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final int ACCEPTED = 202;

  private final SinkStates states;
  private final SinkViews views;
  private final SinkRestarts restarts;
  private final ConnectClient client;

  SinksResource(SinkStates states, SinkViews views, SinkRestarts restarts, ConnectClient client) {
    this.states = states;
    this.views = views;
    this.restarts = restarts;
    this.client = client;
  }

  /** All sinks. */
  @GET
  @Operation(
      summary = "All sinks of the contract, and connectors that it does not know: state and tasks")
  public SinkViews.SinkList list() {
    ConnectSnapshot snapshot = answered();
    return new SinkViews.SinkList(
        snapshot.at(), snapshot.sinks().stream().map(views::view).toList());
  }

  /** One sink. */
  @GET
  @Path("{name}")
  @Operation(summary = "One sink: state, tasks with what made them fail, restarts tried")
  public SinkViews.SinkView get(
      @Parameter(description = NAME, example = EXAMPLE) @PathParam("name") String name) {
    return views.view(sink(name));
  }

  /** Lets a sink pause. */
  @POST
  @Path("{name}/pause")
  @ResponseStatus(ACCEPTED)
  @Operation(summary = "Lets a sink pause until it is resumed; what comes meanwhile waits in Kafka")
  public SinkViews.SinkView pause(
      @Parameter(description = NAME, example = EXAMPLE) @PathParam("name") String name) {
    return changed(name, client::pause);
  }

  /** Lets a sink go on. */
  @POST
  @Path("{name}/resume")
  @ResponseStatus(ACCEPTED)
  @Operation(summary = "Lets a paused or stopped sink go on")
  public SinkViews.SinkView resume(
      @Parameter(description = NAME, example = EXAMPLE) @PathParam("name") String name) {
    return changed(name, client::resume);
  }

  /** Restarts a sink. */
  @POST
  @Path("{name}/restart")
  @ResponseStatus(ACCEPTED)
  @Operation(summary = "Restarts what of a sink has failed, the connector or tasks, or all of it")
  public SinkViews.SinkView restart(
      @Parameter(description = NAME, example = EXAMPLE) @PathParam("name") String name,
      @Parameter(description = "Whether what has not failed is restarted too", example = "false")
          @QueryParam("all")
          @DefaultValue("false")
          boolean all) {
    return changed(
        name,
        connector -> {
          client.restart(connector, !all);
          restarts.forget(connector);
        });
  }

  private SinkViews.SinkView changed(String name, Consumer<String> change) {
    SinkState sink = sink(name);
    if (sink.state() == ConnectorState.MISSING) {
      throw notRegistered(name);
    }
    try {
      change.accept(name);
    } catch (ConnectException e) {
      throw e.isUnknown() ? notRegistered(name) : unavailable(e.getMessage());
    }
    return views.view(states.look().sink(name).orElse(sink));
  }

  private SinkState sink(String name) {
    return answered().sink(name).orElseThrow(() -> ApiException.notFound("sink", name));
  }

  private ConnectSnapshot answered() {
    ConnectSnapshot snapshot = states.notOlderThan(FRESH);
    snapshot
        .trouble()
        .ifPresent(
            trouble -> {
              throw unavailable(trouble);
            });
    return snapshot;
  }

  private static ApiException unavailable(String trouble) {
    return new ApiException(ErrorCode.CONNECT_UNAVAILABLE, trouble);
  }

  private static ApiException notRegistered(String name) {
    return new ApiException(
        ErrorCode.NOT_FOUND,
        "the sink '%s' is not registered with Kafka Connect: POST its file to /connectors there"
            .formatted(name));
  }
}
