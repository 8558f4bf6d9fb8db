package dev.streamify.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

class ListenRowTest {
  private static final LocalDate DAY = LocalDate.of(2026, 6, 30);
  private static final Schema SCHEMA =
      new Schema(
          Types.NestedField.optional(1, "event_id", Types.StringType.get()),
          Types.NestedField.optional(2, "event_date", Types.DateType.get()),
          Types.NestedField.optional(3, "_processing_time", Types.TimestampType.withZone()),
          Types.NestedField.optional(4, "_kafka_partition", Types.IntegerType.get()),
          Types.NestedField.optional(5, "_kafka_offset", Types.LongType.get()),
          Types.NestedField.optional(6, "unheard_of", Types.StringType.get()));

  @Test
  void theEventIdIsThatOfTheContract() {
    Record row = new ListenRow(SCHEMA).fill(new Listen(42, 7, 1_782_777_600_000L, 3, 0), DAY, 0);

    // printf '42|7|1782777600000' | sha256sum
    assertThat(row.getField("event_id"))
        .isEqualTo("7f2679bd64e8883b7dda5c0fecf4215006ace841bb54096d0973915f0dcb4d31");
    assertThat(row.getField("event_date")).isEqualTo(DAY);
    assertThat(row.getField("unheard_of")).isNull();
  }

  @Test
  void partitionsTakeTurnsWithoutHolesAndTimeGoesOn() {
    ListenRow row = new ListenRow(SCHEMA);
    OffsetDateTime last = OffsetDateTime.MIN;
    for (int delivery = 0; delivery < 12; delivery++) {
      Record filled = row.fill(new Listen(1, 1, 0, 0, 0), DAY, delivery);
      OffsetDateTime processed = (OffsetDateTime) filled.getField("_processing_time");

      assertThat(filled.getField("_kafka_partition")).isEqualTo(delivery % 4);
      assertThat(filled.getField("_kafka_offset")).isEqualTo(delivery / 4L);
      assertThat(processed).isAfter(last);
      last = processed;
    }
  }
}
