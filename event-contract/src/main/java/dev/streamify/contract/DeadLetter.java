package dev.streamify.contract;

import dev.streamify.contract.TableDefinition.Partitioning;
import dev.streamify.contract.TableDefinition.Partitioning.Transform;
import java.util.List;

/**
 * The envelope of a rejected record: names of its JSON fields, which are the columns of the table
 * that it lands in.
 */
public final class DeadLetter {
  /** Name of the stream that the record was meant for. */
  public static final String STREAM = "stream";

  /** Name of a {@link RejectReason}. */
  public static final String REASON = "reason";

  /** What was wrong, with the value. */
  public static final String MESSAGE = "message";

  /** The record's value as it came, in {@link #PAYLOAD_ENCODING}; null when it had none. */
  public static final String PAYLOAD = "payload";

  /** {@link #ENCODING_UTF8} or {@link #ENCODING_BASE64}. */
  public static final String PAYLOAD_ENCODING = "payload_encoding";

  /** The raw topic. */
  public static final String SOURCE_TOPIC = "source_topic";

  /** The raw topic's partition. */
  public static final String SOURCE_PARTITION = "source_partition";

  /** The offset in that partition. */
  public static final String SOURCE_OFFSET = "source_offset";

  /** The raw record's timestamp, UTC; null when it had none. */
  public static final String SOURCE_TIMESTAMP = "source_timestamp";

  /** When the record was rejected, UTC. */
  public static final String REJECTED_AT = "rejected_at";

  /** The payload is the value's text. */
  public static final String ENCODING_UTF8 = "utf8";

  /** The payload is the value in base64, as it is not UTF-8 text. */
  public static final String ENCODING_BASE64 = "base64";

  private static final TableDefinition TABLE =
      new TableDefinition(
          "bronze_dead_letters",
          "Every record that enrichment rejected, with the reason and the raw payload.",
          List.of(
              Column.optional(STREAM, ColumnType.STRING, "Stream that the record was meant for."),
              Column.optional(REASON, ColumnType.STRING, "Stable code of the reason."),
              Column.optional(MESSAGE, ColumnType.STRING, "What was wrong, with the value."),
              Column.optional(PAYLOAD, ColumnType.STRING, "The record's value as it came."),
              Column.optional(PAYLOAD_ENCODING, ColumnType.STRING, "utf8 or base64."),
              Column.optional(SOURCE_TOPIC, ColumnType.STRING, "Raw topic."),
              Column.optional(SOURCE_PARTITION, ColumnType.INT, "Partition of the raw topic."),
              Column.optional(SOURCE_OFFSET, ColumnType.LONG, "Offset in that partition."),
              Column.optional(
                  SOURCE_TIMESTAMP, ColumnType.TIMESTAMP, "Timestamp of the raw record."),
              Column.optional(REJECTED_AT, ColumnType.TIMESTAMP, "When it was rejected.")),
          new Partitioning(REJECTED_AT, Transform.DAY));

  private DeadLetter() {}

  /** The one table of all streams' dead letters. */
  public static TableDefinition bronzeTable() {
    return TABLE;
  }
}
