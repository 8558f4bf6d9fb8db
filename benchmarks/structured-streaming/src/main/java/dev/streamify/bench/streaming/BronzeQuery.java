package dev.streamify.bench.streaming;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.current_timestamp;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.to_date;

import dev.streamify.contract.EnrichmentColumns;
import dev.streamify.contract.EventField;
import dev.streamify.contract.EventStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A raw topic, parsed and with the columns of bronze, appended to its table.
 *
 * <p>It does less than the platform: nothing is validated, what is no event becomes a row of nulls,
 * fields outside the contract are dropped, absent identity fields do not stand in the hash.
 */
final class BronzeQuery {
  private static final int SHA_BITS = 256;

  private final SparkSession spark;
  private final Map<String, String> environment;

  private BronzeQuery(SparkSession spark, Map<String, String> environment) {
    this.spark = spark;
    this.environment = environment;
  }

  static BronzeQuery fromEnvironment(SparkSession spark, Map<String, String> environment) {
    return new BronzeQuery(spark, environment);
  }

  void start(EventStream stream) throws TimeoutException {
    String table = "lakehouse." + stream.bronzeTable().qualifiedName();
    StructType bronze = spark.table(table).schema();
    records(stream)
        .select(
            from_json(col("value").cast("string"), eventOf(stream, bronze)).as("event"),
            col("partition"),
            col("offset"))
        .select(columns(stream, bronze))
        .writeStream()
        .format("iceberg")
        .outputMode("append")
        .queryName(stream.name())
        .trigger(
            Trigger.ProcessingTime(
                Long.parseLong(required("STREAMING_TRIGGER_MS")), TimeUnit.MILLISECONDS))
        // Tasks write what they read: no shuffle, and a file for each task and day.
        .option("distribution-mode", "none")
        .option("fanout-enabled", "true")
        .option("checkpointLocation", required("STREAMING_CHECKPOINTS") + "/" + stream.name())
        .toTable(table);
  }

  private Dataset<Row> records(EventStream stream) {
    return spark
        .readStream()
        .format("kafka")
        .option("kafka.bootstrap.servers", required("KAFKA_BOOTSTRAP_SERVERS"))
        .option("kafka.max.partition.fetch.bytes", Integer.toString(8 * 1024 * 1024))
        .option("kafka.max.poll.records", "5000")
        .option("subscribe", stream.rawTopic())
        .option("startingOffsets", "earliest")
        .option("maxOffsetsPerTrigger", required("STREAMING_MOST_RECORDS"))
        .load();
  }

  /** The schema of the events' JSON. */
  static StructType eventOf(EventStream stream, StructType bronze) {
    Set<String> fields = stream.fields().stream().map(EventField::name).collect(Collectors.toSet());
    return new StructType(
        Arrays.stream(bronze.fields())
            .filter(field -> fields.contains(field.name()))
            .toArray(StructField[]::new));
  }

  /** The columns of bronze over those of {@link #start}'s records. */
  static Column[] columns(EventStream stream, StructType bronze) {
    return Arrays.stream(bronze.fields())
        .map(field -> column(stream, field.name()).cast(field.dataType()).as(field.name()))
        .toArray(Column[]::new);
  }

  private static Column column(EventStream stream, String name) {
    return switch (name) {
      case EnrichmentColumns.EVENT_ID ->
          sha2(
              concat_ws(
                  "|",
                  stream.identityFields().stream()
                      .map(field -> event(field).cast("string"))
                      .toArray(Column[]::new)),
              SHA_BITS);
      case EnrichmentColumns.EVENT_DATE ->
          to_date(timestamp_millis(event(stream.eventTimeField())));
      case EnrichmentColumns.PROCESSING_TIME -> current_timestamp();
      case EnrichmentColumns.KAFKA_PARTITION -> col("partition");
      case EnrichmentColumns.KAFKA_OFFSET -> col("offset");
      case EnrichmentColumns.EXTRA -> lit(null);
      default -> event(name);
    };
  }

  private static Column event(String field) {
    return col("event").getField(field);
  }

  private String required(String variable) {
    return required(environment, variable);
  }

  static String required(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .orElseThrow(() -> new IllegalArgumentException(variable + " is not set"));
  }
}
