package dev.streamify.batch.sinks;

import dev.streamify.batch.http.ApiException;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The connectors that carry topics into tables. */
@Path("/api/v1/sinks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "sinks")
public class SinksResource {
  private static final String NAME = "Name of the sink, which is its table's";

  private final EventContract contract;
  private final ConnectClient connect;
  private final SinkMonitor monitor;

  SinksResource(EventContract contract, ConnectClient connect, SinkMonitor monitor) {
    this.contract = contract;
    this.connect = connect;
    this.monitor = monitor;
  }

  /** All sinks. */
  @GET
  @Operation(
      summary = "All sinks: what they carry where, and their state",
      description =
          "RUNNING does not say that rows land: GET /api/v1/streams does. Sinks that are not"
              + " registered are MISSING; connectors that the contract does not know are left out.")
  @APIResponse(
      responseCode = "200",
      description = "The sinks in the order of the contract",
      content = @Content(schema = @Schema(implementation = SinkList.class)))
  public SinkList list() {
    Map<String, SinkState> states = connect.all();
    return new SinkList(contract.sinks().stream().map(sink -> view(sink, states)).toList());
  }

  /** One sink. */
  @GET
  @Path("{sink}")
  @Operation(summary = "One sink: what it carries where, its tasks, why one has failed")
  public SinkView get(
      @Parameter(description = NAME, example = "bronze_listen_events") @PathParam("sink")
          String sink) {
    return view(find(sink), connect.all());
  }

  /** Lets a sink stand still. */
  @POST
  @Path("{sink}/pause")
  @Operation(summary = "Lets a sink stand still until it is resumed; nothing is lost meanwhile")
  @APIResponse(
      responseCode = "202",
      description = "Asked for; GET tells when it is done",
      content = @Content(schema = @Schema(implementation = SinkView.class)))
  public Response pause(
      @Parameter(description = NAME, example = "bronze_listen_events") @PathParam("sink")
          String sink) {
    connect.pause(registered(sink));
    return Response.accepted(get(sink)).build();
  }

  /** Lets a sink go on. */
  @POST
  @Path("{sink}/resume")
  @Operation(summary = "Lets a paused or stopped sink go on where it stood")
  @APIResponse(
      responseCode = "202",
      description = "Asked for; GET tells when it is done",
      content = @Content(schema = @Schema(implementation = SinkView.class)))
  public Response resume(
      @Parameter(description = NAME, example = "bronze_listen_events") @PathParam("sink")
          String sink) {
    connect.resume(registered(sink));
    return Response.accepted(get(sink)).build();
  }

  /** Restarts a sink. */
  @POST
  @Path("{sink}/restart")
  @Operation(summary = "Restarts a sink and its tasks")
  @APIResponse(
      responseCode = "202",
      description = "Asked for; GET tells when it is done",
      content = @Content(schema = @Schema(implementation = SinkView.class)))
  public Response restart(
      @Parameter(description = NAME, example = "bronze_listen_events") @PathParam("sink")
          String sink) {
    connect.restart(registered(sink), false);
    return Response.accepted(get(sink)).build();
  }

  private SinkDefinition find(String name) {
    return contract.sinks().stream()
        .filter(sink -> sink.connectorName().equals(name))
        .findFirst()
        .orElseThrow(() -> ApiException.notFound("sink", name));
  }

  private String registered(String name) {
    SinkDefinition sink = find(name);
    if (!connect.all().containsKey(sink.connectorName())) {
      throw ApiException.notFound("registered sink", name);
    }
    return sink.connectorName();
  }

  private SinkView view(SinkDefinition sink, Map<String, SinkState> states) {
    String name = sink.connectorName();
    SinkState state = states.getOrDefault(name, SinkState.missing(name));
    return new SinkView(
        name,
        state.state(),
        state.trace(),
        sink.topics(),
        sink.table().name(),
        sink.controlTopic(),
        sink.consumerGroup(),
        state.tasks().stream()
            .map(task -> new TaskView(task.id(), task.state(), task.worker(), task.trace()))
            .toList(),
        monitor.restarts(name));
  }

  /**
   * Sinks.
   *
   * @param sinks in the order of the contract
   */
  public record SinkList(List<SinkView> sinks) {}

  /**
   * A sink.
   *
   * @param name its name
   * @param state the connector's state, MISSING when it is not registered
   * @param trace why the connector has failed
   * @param topics the topics that it reads
   * @param table the table that it appends to
   * @param controlTopic where its tasks agree on commits
   * @param consumerGroup its group on the topics; that of its coordinator has -coord after it
   * @param tasks its tasks
   * @param restarts how often it was restarted after a failure since batch-api started
   */
  public record SinkView(
      String name,
      SinkState.State state,
      Optional<String> trace,
      List<String> topics,
      String table,
      String controlTopic,
      String consumerGroup,
      List<TaskView> tasks,
      long restarts) {}

  /**
   * A task.
   *
   * @param id its number
   * @param state its state
   * @param worker the worker that has it
   * @param trace why it has failed
   */
  public record TaskView(int id, SinkState.State state, String worker, Optional<String> trace) {}
}
