package dev.streamify.batch.tables;

import dev.streamify.batch.http.ApiException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The lakehouse's tables. */
@Path("/api/v1/tables")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tables")
public class TablesResource {
  private final TableReader reader;

  TablesResource(TableReader reader) {
    this.reader = reader;
  }

  /** All tables with their row counts. */
  @GET
  @Operation(summary = "All tables with rows, files, bytes and the current snapshot")
  public TableList list() {
    return new TableList(reader.all());
  }

  /** One table with its columns. */
  @GET
  @Path("{table}")
  @Operation(summary = "One table with its columns and the summary of its current snapshot")
  public TableView get(@PathParam("table") String table) {
    return reader.one(table).orElseThrow(() -> ApiException.notFound("table", table));
  }

  /**
   * All tables.
   *
   * @param tables by name
   */
  public record TableList(List<TableView> tables) {}
}
