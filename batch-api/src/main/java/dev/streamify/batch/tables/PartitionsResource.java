package dev.streamify.batch.tables;

import dev.streamify.batch.http.ApiException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The partitions of tables. */
@Path("/api/v1/tables/{table}/partitions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tables")
public class PartitionsResource {
  private static final int USUAL = 100;
  private static final int MOST = 1_000;

  private final LoadedTables tables;
  private final Partitions partitions;

  PartitionsResource(LoadedTables tables, Partitions partitions) {
    this.tables = tables;
    this.partitions = partitions;
  }

  /** A table's partitions. */
  @GET
  @Operation(
      summary = "Rows, files and bytes of a table's partitions",
      description = "Of the current snapshot, those with the largest names first.")
  public PartitionList list(
      @Parameter(description = "Name of the table", example = "bronze_listen_events")
          @PathParam("table")
          String table,
      @Parameter(description = "How many, 1 to 1000; 100 when absent", example = "30")
          @QueryParam("limit")
          Optional<String> limit) {
    LoadedTable loaded =
        tables.find(table).orElseThrow(() -> ApiException.notFound("table", Shown.name(table)));
    return partitions.of(loaded, limit.map(PartitionsResource::number).orElse(USUAL));
  }

  private static int number(String text) {
    if (text.matches("[0-9]{1,6}")) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= MOST) {
        return number;
      }
    }
    throw ApiException.invalid(
        "limit must be a whole number from 1 to %d, found '%s'".formatted(MOST, Shown.name(text)));
  }
}
