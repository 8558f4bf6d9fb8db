package dev.streamify.bench.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.contract.Column;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventField;
import dev.streamify.contract.EventStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BronzeQueryTest {
  static List<EventStream> streams() {
    return EventContract.standard().streams();
  }

  @ParameterizedTest
  @MethodSource("streams")
  void what_is_read_of_an_event_are_the_fields_of_the_contract(EventStream stream) {
    assertThat(BronzeQuery.eventOf(stream, bronze(stream)).fieldNames())
        .containsExactlyInAnyOrderElementsOf(
            stream.fields().stream().map(EventField::name).toList());
  }

  @ParameterizedTest
  @MethodSource("streams")
  void every_column_of_the_bronze_table_is_written_under_its_name(EventStream stream) {
    StructType bronze = bronze(stream);

    assertThat(BronzeQuery.columns(stream, bronze))
        .extracting(column -> column.toString().replaceFirst(".* AS (\\S+)$", "$1"))
        .containsExactly(bronze.fieldNames());
  }

  @ParameterizedTest
  @MethodSource("streams")
  void the_event_id_is_made_of_the_identity_fields_in_their_order(EventStream stream) {
    String id =
        Arrays.stream(BronzeQuery.columns(stream, bronze(stream)))
            .map(Object::toString)
            .filter(column -> column.endsWith("AS event_id"))
            .findFirst()
            .orElseThrow();

    assertThat(id).startsWith("CAST(sha2(").containsSubsequence(stream.identityFields());
  }

  @Test
  void a_setting_that_is_missing_is_named() {
    assertThatThrownBy(() -> BronzeQuery.required(Map.of(), "STREAMING_TRIGGER_MS"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("STREAMING_TRIGGER_MS is not set");
  }

  private static StructType bronze(EventStream stream) {
    return new StructType(
        stream.bronzeTable().columns().stream()
            .map(Column::name)
            .map(name -> new StructField(name, DataTypes.StringType, true, Metadata.empty()))
            .toArray(StructField[]::new));
  }
}
