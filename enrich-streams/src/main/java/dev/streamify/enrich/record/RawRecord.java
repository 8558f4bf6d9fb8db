package dev.streamify.enrich.record;

/** A record of a raw topic, without key and headers. Its bytes are shared, not copied. */
public final class RawRecord {
  private final byte[] value;
  private final int partition;
  private final long offset;
  private final long timestampMs;

  /**
   * A record as it came.
   *
   * @param value the bytes; null for a record without value
   * @param partition partition of the raw topic
   * @param offset offset in that partition
   * @param timestampMs the record's timestamp, epoch milliseconds; negative when it has none
   */
  public RawRecord(byte[] value, int partition, long offset, long timestampMs) {
    this.value = value;
    this.partition = partition;
    this.offset = offset;
    this.timestampMs = timestampMs;
  }

  /** The bytes; null for a record without value. */
  public byte[] value() {
    return value;
  }

  /** Partition of the raw topic. */
  public int partition() {
    return partition;
  }

  /** Offset in that partition. */
  public long offset() {
    return offset;
  }

  /** The record's timestamp, epoch milliseconds; negative when it has none. */
  public long timestampMs() {
    return timestampMs;
  }
}
