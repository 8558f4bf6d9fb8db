package dev.streamify.batch.http;

import dev.streamify.batch.security.AuditEntry;
import dev.streamify.batch.security.AuditLog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who changed what. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public class AuditResource {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;
  private static final String EXAMPLE =
      """
      {"entries":[{"at":"2026-01-31T09:26:53.589Z","caller":"nightly","role":"operator",
      "address":"10.0.0.7","method":"POST","path":"/api/v1/jobs/silver_listen_events/runs",
      "request_id":"7c9e6679-7425-40de-944b-e07fc1f90ae7",
      "target":"/api/v1/runs/01JJX0M2","status":202}],"next_cursor":"NDI"}""";

  private final AuditLog audit;

  AuditResource(AuditLog audit) {
    this.audit = audit;
  }

  /** Entries, newest first. */
  @GET
  @Operation(
      summary = "Changes and refused attempts at them, newest first; for admins",
      description = "Pages do not shift when new entries arrive.")
  @APIResponse(
      responseCode = "200",
      description = "Entries, and where the next page begins",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Page.class),
              examples = @ExampleObject(name = "a run was started", value = EXAMPLE)))
  public Page list(
      @Parameter(description = "Entries at most, 1 to 500; 50 when left out", example = "50")
          @QueryParam("limit")
          Optional<String> limit,
      @Parameter(description = "next_cursor of the page before; the newest when left out")
          @QueryParam("cursor")
          Optional<String> cursor) {
    int size = limit.map(AuditResource::limit).orElse(DEFAULT_LIMIT);
    long before = cursor.map(AuditResource::number).orElse(Long.MAX_VALUE);
    List<AuditLog.Numbered> entries = audit.before(before, size);
    Optional<String> next =
        entries.size() < size
            ? Optional.empty()
            : Optional.of(cursor(entries.get(entries.size() - 1).number()));
    return new Page(entries.stream().map(AuditLog.Numbered::entry).toList(), next);
  }

  private static int limit(String text) {
    if (text.matches("[0-9]{1,3}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    }
    throw ApiException.invalid(
        "limit must be a number from 1 to %d, found '%s'".formatted(MAX_LIMIT, text));
  }

  private static String cursor(long number) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
  }

  private static long number(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      if (text.matches("[0-9]{1,18}")) {
        return Long.parseLong(text);
      }
    } catch (IllegalArgumentException e) {
      // Told below, like a cursor of something else.
    }
    throw ApiException.invalid(
        "cursor '%s' is not one of the audit log: take next_cursor of the page before, or none"
            .formatted(cursor));
  }

  /**
   * A page of entries.
   *
   * @param entries newest first
   * @param nextCursor where the next page begins; absent on the last one
   */
  public record Page(List<AuditEntry> entries, Optional<String> nextCursor) {}
}
