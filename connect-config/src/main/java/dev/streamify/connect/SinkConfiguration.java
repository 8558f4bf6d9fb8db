package dev.streamify.connect;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamify.contract.SinkDefinition;
import dev.streamify.contract.TopicDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The configuration of one Iceberg sink connector, as it is POSTed to Kafka Connect. Follows from
 * the contract alone: values of an environment are {@code ${env:NAME}} placeholders, which the
 * worker's config provider fills in.
 *
 * @param name the connector's name
 * @param settings its configuration, in the order of the file
 */
public record SinkConfiguration(String name, Map<String, String> settings) {
  /** Freshness against small files: about 2.6 s at the median and a dozen files a minute. */
  private static final String COMMIT_INTERVAL_MS = "5000";

  /**
   * How long a round waits for every task. A task that has had no record since its start never
   * answers, so each round of an idle connector takes this long (apache/iceberg#17811).
   */
  private static final String COMMIT_TIMEOUT_MS = "5000";

  /** Recovery after a kill takes about as long as the broker needs to miss a member. */
  private static final String SESSION_TIMEOUT_MS = "6000";

  private static final String HEARTBEAT_INTERVAL_MS = "2000";

  /**
   * A transaction of a killed worker's holds up the control topic and the group's offsets until the
   * broker aborts it; nobody else can, as each start of a task takes another transactional id. The
   * producer's default is a minute. Not shorter than a pause of the broker that a sink shall
   * survive without a restart of its task.
   */
  private static final String TRANSACTION_TIMEOUT_MS = "20000";

  /** Keeps its own order. */
  public SinkConfiguration {
    settings = new LinkedHashMap<>(settings);
  }

  /** The configuration that carries the sink's topics into its table. */
  public static SinkConfiguration of(SinkDefinition sink) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("connector.class", "org.apache.iceberg.connect.IcebergSinkConnector");
    // Not more tasks than partitions that are busy; raise it with them.
    settings.put("tasks.max", "1");
    settings.put("topics", String.join(",", sink.topics()));
    addConversion(settings);
    addTable(settings, sink);
    settings.putAll(CatalogPlaceholders.settings());
    addControl(settings, sink);
    addConsumer(settings);
    return new SinkConfiguration(sink.connectorName(), settings);
  }

  private static void addConversion(Map<String, String> settings) {
    settings.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    // Kafka Connect's JsonConverter with schemas.enable=false does the same, at more cost.
    settings.put("value.converter", "dev.streamify.connect.converter.BronzeConverter");
    // Everything on these topics was validated: what fails here is a fault, not a bad record.
    settings.put("errors.tolerance", "none");
    settings.put("errors.log.enable", "true");
    settings.put("errors.log.include.messages", "false");
  }

  private static void addTable(Map<String, String> settings, SinkDefinition sink) {
    settings.put("iceberg.tables", sink.table().qualifiedName());
    // Tables have explicit schemas, made before the sink: inferred ones turn dates into text.
    settings.put("iceberg.tables.auto-create-enabled", "false");
    settings.put("iceberg.tables.evolve-schema-enabled", "false");
    settings.put("iceberg.catalog", "lakehouse");
    settings.put("iceberg.catalog.jdbc.schema-version", "V1");
  }

  private static void addControl(Map<String, String> settings, SinkDefinition sink) {
    settings.put("iceberg.control.topic", sink.controlTopic());
    settings.put("iceberg.control.commit.interval-ms", COMMIT_INTERVAL_MS);
    settings.put("iceberg.control.commit.timeout-ms", COMMIT_TIMEOUT_MS);
    settings.put("iceberg.control.commit.threads", "2");
    // With the default of 1, another writer on the table ends the sink.
    settings.put("iceberg.control.commit.max-consecutive-failures", "10");
    settings.put("iceberg.kafka.bootstrap.servers", "${env:KAFKA_BOOTSTRAP_SERVERS}");
    // With the default a new coordinator skips what it has not read yet (apache/iceberg#17551).
    settings.put("iceberg.kafka.auto.offset.reset", "earliest");
    settings.put("iceberg.kafka.session.timeout.ms", SESSION_TIMEOUT_MS);
    settings.put("iceberg.kafka.heartbeat.interval.ms", HEARTBEAT_INTERVAL_MS);
    settings.put("iceberg.kafka.transaction.timeout.ms", TRANSACTION_TIMEOUT_MS);
  }

  private static void addConsumer(Map<String, String> settings) {
    // Without it, records of aborted transactions become rows.
    settings.put("consumer.override.isolation.level", "read_committed");
    settings.put("consumer.override.auto.offset.reset", "earliest");
    settings.put("consumer.override.session.timeout.ms", SESSION_TIMEOUT_MS);
    settings.put("consumer.override.heartbeat.interval.ms", HEARTBEAT_INTERVAL_MS);
    settings.put("consumer.override.max.poll.records", "5000");
    settings.put(
        "consumer.override.max.partition.fetch.bytes",
        Integer.toString(TopicDefinition.MAX_DERIVED_RECORD_BYTES));
  }

  /** The file's text: {@code {"name": …, "config": {…}}}, ending in a line break. */
  public String toJson() {
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode file = json.createObjectNode().put("name", name);
    settings.forEach(file.putObject("config")::put);
    try {
      return json.writeValueAsString(file) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
