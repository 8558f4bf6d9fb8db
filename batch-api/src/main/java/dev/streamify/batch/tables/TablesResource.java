package dev.streamify.batch.tables;

import dev.streamify.batch.http.ApiException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The lakehouse's tables. */
@Path("/api/v1/tables")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tables")
public class TablesResource {
  private static final int DEFAULT_SNAPSHOTS = 50;
  private static final int MAX_SNAPSHOTS = 500;
  private static final int DEFAULT_ROWS = 100;
  private static final int MAX_ROWS = 1000;
  private static final String PROBLEM = "application/problem+json";

  private final LoadedTables tables;
  private final TableViews views;
  private final RowPages rows;

  TablesResource(LoadedTables tables, TableViews views, RowPages rows) {
    this.tables = tables;
    this.views = views;
    this.rows = rows;
  }

  /** All tables with their row counts. */
  @GET
  @Operation(summary = "All tables with rows, files, bytes, freshness and the current snapshot")
  @APIResponse(
      responseCode = "200",
      description = "The tables by name",
      content = @Content(schema = @Schema(implementation = TableList.class)))
  @APIResponse(
      responseCode = "503",
      description = "catalog-unavailable: the catalog does not answer",
      content = @Content(mediaType = PROBLEM))
  public TableList list() {
    return new TableList(tables.all().stream().map(views::brief).toList());
  }

  /** One table with its columns. */
  @GET
  @Path("{table}")
  @Operation(
      summary = "One table with its columns, layout, properties, branches and current snapshot")
  @APIResponse(
      responseCode = "200",
      description = "The table",
      content = @Content(schema = @Schema(implementation = TableView.class)))
  @APIResponse(
      responseCode = "404",
      description = "not-found: there is no such table",
      content = @Content(mediaType = PROBLEM))
  @APIResponse(
      responseCode = "503",
      description = "catalog-unavailable: the catalog does not answer",
      content = @Content(mediaType = PROBLEM))
  public TableView get(
      @Parameter(description = "Name of the table", example = "silver_listen_events")
          @PathParam("table")
          String table) {
    return views.whole(required(table));
  }

  /** A table's snapshots. */
  @GET
  @Path("{table}/snapshots")
  @Operation(
      summary = "Snapshots of a table, newest first",
      description =
          "Also those of branches. A snapshot that comes between two pages is on neither of them.")
  @APIResponse(
      responseCode = "200",
      description = "A page of snapshots",
      content = @Content(schema = @Schema(implementation = SnapshotPage.class)))
  @APIResponse(
      responseCode = "400",
      description = "invalid-request: limit or cursor is not usable",
      content = @Content(mediaType = PROBLEM))
  @APIResponse(
      responseCode = "404",
      description = "not-found: there is no such table",
      content = @Content(mediaType = PROBLEM))
  @APIResponse(
      responseCode = "503",
      description = "catalog-unavailable: the catalog does not answer",
      content = @Content(mediaType = PROBLEM))
  public SnapshotPage snapshots(
      @Parameter(description = "Name of the table", example = "silver_listen_events")
          @PathParam("table")
          String table,
      @Parameter(description = "Snapshots at most, 1 to 500; 50 if left away", example = "20")
          @QueryParam("limit")
          Optional<String> limit,
      @Parameter(description = "next_cursor of the page before") @QueryParam("cursor")
          Optional<String> cursor) {
    LoadedTable loaded = required(table);
    return SnapshotPages.page(loaded, limit(limit, DEFAULT_SNAPSHOTS, MAX_SNAPSHOTS), cursor);
  }

  /** A table's rows. */
  @GET
  @Path("{table}/rows")
  @Operation(
      summary = "Rows of a table, page by page",
      description =
          "All pages come from the snapshot of the first. Rows have the order of the files; each is"
              + " an array in the order of columns. Whole numbers beyond 2^53 and decimals are"
              + " texts, dates and times are ISO-8601 (UTC), bytes are base64. Texts of more than"
              + " 1,000 characters and lists of more than 100 elements are cut and end with …. A"
              + " page may have fewer rows than limit: only one without next_cursor is the last.")
  @APIResponse(
      responseCode = "200",
      description = "A page of rows",
      content = @Content(schema = @Schema(implementation = RowPage.class)))
  @APIResponse(
      responseCode = "400",
      description = "invalid-request: limit, cursor, snapshot or columns is not usable",
      content = @Content(mediaType = PROBLEM))
  @APIResponse(
      responseCode = "404",
      description = "not-found: there is no such table or snapshot",
      content = @Content(mediaType = PROBLEM))
  @APIResponse(
      responseCode = "410",
      description = "snapshot-expired: the cursor's snapshot is gone, begin again",
      content = @Content(mediaType = PROBLEM))
  @APIResponse(
      responseCode = "503",
      description =
          "catalog-unavailable: the catalog does not answer; busy: too many read rows at once",
      content = @Content(mediaType = PROBLEM))
  public RowPage rows(
      @Parameter(description = "Name of the table", example = "silver_listen_events")
          @PathParam("table")
          String table,
      @Parameter(description = "Rows at most, 1 to 1000; 100 if left away", example = "20")
          @QueryParam("limit")
          Optional<String> limit,
      @Parameter(description = "next_cursor of the page before") @QueryParam("cursor")
          Optional<String> cursor,
      @Parameter(
              description = "Id of a snapshot; the current one if left away",
              example = "4410957923021343234")
          @QueryParam("snapshot")
          Optional<String> snapshot,
      @Parameter(
              description = "Names of columns, with commas between them; all if left away",
              example = "event_id,ts")
          @QueryParam("columns")
          Optional<String> columns) {
    LoadedTable loaded = required(table);
    return rows.page(
        loaded,
        new RowPages.Query(
            limit(limit, DEFAULT_ROWS, MAX_ROWS),
            cursor,
            snapshot.map(TablesResource::snapshotId),
            columns.map(names -> Arrays.asList(names.split(",", -1))).orElse(List.of())));
  }

  private LoadedTable required(String table) {
    return tables.find(table).orElseThrow(() -> ApiException.notFound("table", Shown.name(table)));
  }

  private static long snapshotId(String text) {
    if (text.matches("-?[0-9]{1,19}")) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException tooLarge) {
        // Refused like every other text.
      }
    }
    throw ApiException.invalid(
        "snapshot must be the id of a snapshot, found '%s'".formatted(Shown.name(text)));
  }

  private static int limit(Optional<String> text, int otherwise, int max) {
    if (text.isEmpty()) {
      return otherwise;
    }
    if (text.get().matches("[0-9]{1,4}")) {
      int limit = Integer.parseInt(text.get());
      if (limit >= 1 && limit <= max) {
        return limit;
      }
    }
    throw ApiException.invalid(
        "limit must be a number from 1 to %d, found '%s'".formatted(max, Shown.name(text.get())));
  }

  /**
   * All tables.
   *
   * @param tables by name
   */
  public record TableList(List<TableView> tables) {}
}
