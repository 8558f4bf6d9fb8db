package dev.streamify.contract;

import java.util.List;

/**
 * The columns that enrichment adds to every event. Producers cannot set them: their names are
 * reserved.
 */
public final class EnrichmentColumns {
  /**
   * Lower-case hex SHA-256 of the UTF-8 text of the stream's identity fields, joined by {@code |},
   * absent ones empty. Identifies an event, not a delivery.
   */
  public static final String EVENT_ID = "event_id";

  /** UTC calendar day of the event time. */
  public static final String EVENT_DATE = "event_date";

  /** When enrichment processed the delivery, UTC, millisecond precision. */
  public static final String PROCESSING_TIME = "_processing_time";

  /** Partition of the raw topic that the delivery came from. */
  public static final String KAFKA_PARTITION = "_kafka_partition";

  /** Offset in that partition of the raw topic; with the partition it identifies a delivery. */
  public static final String KAFKA_OFFSET = "_kafka_offset";

  /** Compact JSON object of the fields that the contract does not know, else null. */
  public static final String EXTRA = "_extra";

  private static final Column ID =
      Column.optional(
          EVENT_ID,
          ColumnType.STRING,
          "Lower-case hex SHA-256 of the identity fields joined by |.");
  private static final Column DATE =
      Column.optional(EVENT_DATE, ColumnType.DATE, "UTC calendar day of the event time.");

  private static final List<Column> TRAILING =
      List.of(
          Column.optional(
              PROCESSING_TIME, ColumnType.TIMESTAMP, "When the delivery was enriched, UTC."),
          Column.optional(KAFKA_PARTITION, ColumnType.INT, "Partition of the raw topic."),
          Column.optional(
              KAFKA_OFFSET, ColumnType.LONG, "Offset in the partition of the raw topic."),
          Column.optional(
              EXTRA, ColumnType.STRING, "Compact JSON object of fields outside the contract."));

  private EnrichmentColumns() {}

  /** The added columns that stand before the event's own fields in a table. */
  static List<Column> leading() {
    return List.of(ID, DATE);
  }

  /** The added columns that stand behind the event's own fields in a table. */
  static List<Column> trailing() {
    return TRAILING;
  }

  /** All added columns, in table order. */
  public static List<Column> all() {
    return Columns.concat(leading(), trailing());
  }
}
