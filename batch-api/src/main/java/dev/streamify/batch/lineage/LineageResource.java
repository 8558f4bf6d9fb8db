package dev.streamify.batch.lineage;

import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.tables.Freshness;
import dev.streamify.batch.tables.LoadedTable;
import dev.streamify.batch.tables.LoadedTables;
import dev.streamify.batch.tables.Shown;
import dev.streamify.contract.EventContract;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is made of what. */
@Path("/api/v1/lineage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "lineage")
public class LineageResource {
  private static final String PROBLEM = "application/problem+json";

  private final LineageGraph graph;
  private final LoadedTables tables;
  private final Freshness freshness;

  LineageResource(
      EventContract contract, JobCatalogue catalogue, LoadedTables tables, Freshness freshness) {
    this.graph = LineageGraph.of(contract, catalogue);
    this.tables = tables;
    this.freshness = freshness;
  }

  /** The graph, or the part of it around one node. */
  @GET
  @Operation(
      summary = "What is made of what, from raw topics to silver tables",
      description =
          "Derived from the event contract and the jobs. With table or node, only what that one is"
              + " made of and what is made of it.")
  @APIResponse(
      responseCode = "200",
      description = "Nodes and edges",
      content = @Content(schema = @Schema(implementation = LineageView.class)))
  @APIResponse(
      responseCode = "400",
      description = "invalid-request: both table and node",
      content = @Content(mediaType = PROBLEM))
  @APIResponse(
      responseCode = "404",
      description = "not-found: no such table or node is part of the lineage",
      content = @Content(mediaType = PROBLEM))
  @APIResponse(
      responseCode = "503",
      description = "catalog-unavailable: the catalog does not answer",
      content = @Content(mediaType = PROBLEM))
  public LineageView lineage(
      @Parameter(description = "Name of a table", example = "silver_user_sessions")
          @QueryParam("table")
          Optional<String> table,
      @Parameter(description = "Id of a node", example = "topic:listen_events") @QueryParam("node")
          Optional<String> node) {
    if (table.isPresent() && node.isPresent()) {
      throw ApiException.invalid("table and node were given: leave one of them away");
    }
    LineageGraph wanted =
        table
            .map(name -> around("table", name, LineageGraph.table(name).id()))
            .or(() -> node.map(id -> around("node", id, id)))
            .orElse(graph);
    return new LineageView(
        wanted.nodes().stream().map(this::view).toList(),
        wanted.edges().stream()
            .map(edge -> new LineageView.Edge(edge.from().id(), edge.to().id()))
            .toList());
  }

  private LineageGraph around(String what, String name, String id) {
    return graph.nodes().stream()
        .filter(node -> node.id().equals(id))
        .findFirst()
        .map(graph::around)
        .orElseThrow(() -> ApiException.notFound(what, Shown.name(name)));
  }

  private LineageView.Node view(LineageGraph.Node node) {
    Optional<LoadedTable> table =
        node.type() == LineageView.Type.TABLE ? tables.find(node.name()) : Optional.empty();
    return new LineageView.Node(
        node.id(),
        node.type(),
        node.name(),
        table.map(LoadedTable::rows),
        table.flatMap(LoadedTable::lastChange),
        table.flatMap(freshness::seconds));
  }
}
