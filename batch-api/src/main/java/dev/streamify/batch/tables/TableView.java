package dev.streamify.batch.tables;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A table as its current snapshot describes it.
 *
 * @param name name within the namespace
 * @param description what a row is
 * @param group the layer that it belongs to
 * @param job the job that writes it; absent when none of ours does
 * @param partitioning how rows are laid out, such as {@code event_date} or {@code day(rejected_at)}
 * @param rows rows of the current snapshot
 * @param files data files of the current snapshot
 * @param sizeBytes their size, bytes
 * @param freshnessSeconds age of the newest row, seconds: from its processing to the newest commit
 *     of main that changed rows, and from there until now; absent as long as there is none
 * @param currentSnapshot absent as long as nothing was written
 * @param columns in table order; absent in lists
 * @param detail what only one table alone is told with; absent in lists
 */
public record TableView(
    @Schema(examples = "silver_listen_events") String name,
    String description,
    Group group,
    @Schema(examples = "silver_listen_events") Optional<String> job,
    @Schema(examples = "[\"event_date\"]") List<String> partitioning,
    long rows,
    long files,
    long sizeBytes,
    Optional<Long> freshnessSeconds,
    Optional<SnapshotView> currentSnapshot,
    Optional<List<ColumnView>> columns,
    Optional<Detail> detail) {

  /** The layers. In JSON their names are lower case. */
  public enum Group {
    /** What sinks write. */
    @JsonProperty("bronze")
    BRONZE,
    /** What jobs make of it. */
    @JsonProperty("silver")
    SILVER,
    /** Tables that the contract does not know. */
    @JsonProperty("other")
    OTHER
  }

  /**
   * A snapshot.
   *
   * @param id its id, as text because JSON numbers lose digits of it in browsers
   * @param committedAt UTC
   * @param operation append, overwrite, replace or delete
   * @param summary Iceberg's own; absent in lists
   */
  public record SnapshotView(
      @Schema(examples = "4410957923021343234") String id,
      Instant committedAt,
      @Schema(examples = "append") String operation,
      Optional<Map<String, String>> summary) {}

  /**
   * A column.
   *
   * @param fieldId Iceberg's number of it, which outlives renaming
   * @param name its name
   * @param type Iceberg's name of the type
   * @param required whether it is never null
   * @param description what it holds
   */
  public record ColumnView(
      int fieldId, String name, String type, boolean required, String description) {}

  /**
   * More of one table.
   *
   * @param tableUuid another one under the same name has another
   * @param location where it lies
   * @param formatVersion of Iceberg
   * @param sortOrder how rows are sorted within files, such as {@code user_id ASC NULLS LAST}
   * @param properties settings of the table about writing, commits and history
   * @param refs branches and tags by name
   * @param deleteFiles delete files of the current snapshot
   * @param averageFileBytes mean size of the data files, bytes; 0 without any
   * @param snapshots snapshots that are kept
   */
  public record Detail(
      String tableUuid,
      String location,
      int formatVersion,
      List<String> sortOrder,
      Map<String, String> properties,
      List<RefView> refs,
      long deleteFiles,
      long averageFileBytes,
      int snapshots) {}

  /**
   * A branch or tag.
   *
   * @param name its name; {@code main} is the table
   * @param type branch or tag
   * @param snapshotId where it points to
   */
  public record RefView(String name, String type, String snapshotId) {}
}
