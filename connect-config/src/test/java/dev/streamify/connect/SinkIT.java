package dev.streamify.connect;

import static dev.streamify.contract.EnrichmentColumns.KAFKA_OFFSET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.contract.Column;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import dev.streamify.contract.TableDefinition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.data.Record;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed sink files on a real worker, broker and catalogue. */
class SinkIT {
  private static final EventContract CONTRACT = EventContract.standard();
  private static final Path SINKS = Path.of("sinks");

  @TempDir static Path folder;
  private static LoopbackBroker broker;
  private static TestLakehouse lakehouse;
  private static ConnectWorker worker;

  @BeforeAll
  static void start() throws Exception {
    broker = LoopbackBroker.start(folder.resolve("kafka"));
    broker.create(CONTRACT);
    lakehouse = TestLakehouse.start(folder.resolve("catalog"));
    lakehouse.createTables(CONTRACT);
    Map<String, String> environment = new HashMap<>(lakehouse.environment());
    environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
    worker = new ConnectWorker(folder, environment);
    worker.start();
    for (SinkDefinition sink : CONTRACT.sinks()) {
      worker.register(SINKS.resolve(sink.connectorName() + ".json"));
    }
  }

  @AfterAll
  static void stop() {
    // In the reverse order of their start; each is null when the start failed before it.
    if (worker != null) {
      worker.close();
    }
    if (lakehouse != null) {
      lakehouse.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void theSinkComesFromThePluginFolder() throws Exception {
    assertThat(worker.connectorPlugins())
        .contains("org.apache.iceberg.connect.IcebergSinkConnector@1.12.0");
  }

  @ParameterizedTest
  @MethodSource("quietSinks")
  void everyColumnArrivesAsItWasWritten(SinkDefinition sink) throws Exception {
    TableDefinition table = sink.table();
    String full = SampleRecords.of(table).toString();
    // What is absent must become null, wherever the worker takes a default from.
    String sparse = "{\"%s\":null,\"unknown\":[1]}".formatted(table.columns().get(0).name());
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (String topic : sink.topics()) {
        producer.send(record(topic, 0, full)).get();
      }
      producer.send(record(sink.topics().get(0), 1, sparse)).get();
    }

    int expected = sink.topics().size() + 1;
    await("rows of " + table.name()).until(() -> lakehouse.rowCount(table) >= expected);

    String[] columns = table.columnNames().toArray(String[]::new);
    Map<Boolean, List<Record>> rows =
        lakehouse.rows(table, columns).stream()
            .collect(Collectors.partitioningBy(row -> row.get(0) == null));
    assertThat(rows.get(false))
        .hasSize(sink.topics().size())
        .allSatisfy(row -> assertAsWritten(table, row));
    assertThat(rows.get(true))
        .singleElement()
        .satisfies(
            row ->
                assertThat(table.columnNames().map(row::getField))
                    .as("columns")
                    .containsOnlyNulls());
  }

  /** All but the first, which the other test keeps busy. */
  static List<SinkDefinition> quietSinks() {
    return CONTRACT.sinks().subList(1, CONTRACT.sinks().size());
  }

  @Test
  void killedWorkersLoseAndDoubleNothing() throws Exception {
    SinkDefinition sink = CONTRACT.sinks().get(0);
    TableDefinition table = sink.table();
    // Nobody may need what a coordinator has committed, whenever it is deleted.
    try (Load load = new Load(broker.bootstrapServers(), sink.topics().get(0), table);
        ControlTopicCutter cutter = new ControlTopicCutter(broker.bootstrapServers(), sink)) {
      load.start();
      // While the first files are being written, before any commit.
      await("a data file").until(() -> DataFiles.anyIn(lakehouse.warehouse(), table));
      restartWorker(sink);
      // Between commits, with rows in the table and more on their way.
      await("rows after the first kill").until(() -> lakehouse.rowCount(table) > 0);
      restartWorker(sink);
      long atSecondKill = lakehouse.rowCount(table);
      await("rows after the second kill").until(() -> lakehouse.rowCount(table) > atSecondKill);
      load.stop();

      await("all committed records").until(() -> lakehouse.rowCount(table) >= load.committed());
      // One more round: what a recovery doubles is committed with it at the latest; of two
      // batches at most one is aborted.
      load.sendBatch();
      load.sendBatch();
      await("a later round").until(() -> lakehouse.rowCount(table) >= load.committed());

      Deliveries deliveries = Deliveries.of(load.committedNumbers(), numbers(table));
      assertThat(deliveries).isEqualTo(Deliveries.EACH_ONCE);
      assertThat(cutter.first()).as("first offset of the control topic").isPositive();
    }
  }

  private static List<Long> numbers(TableDefinition table) {
    return lakehouse.rows(table, KAFKA_OFFSET).stream()
        .map(row -> (Long) row.getField(KAFKA_OFFSET))
        .toList();
  }

  private static void restartWorker(SinkDefinition sink) throws Exception {
    worker.kill();
    worker.start();
    worker.awaitRunning(sink.connectorName());
  }

  private static void assertAsWritten(TableDefinition table, Record row) {
    for (Column column : table.columns()) {
      Object expected =
          switch (column.type()) {
            case BOOLEAN -> true;
            case INT -> Integer.MAX_VALUE;
            case LONG -> Long.MAX_VALUE;
            case DOUBLE -> 217.05859;
            case STRING -> SampleRecords.TEXT;
            case DATE -> LocalDate.parse(SampleRecords.DAY);
            case TIMESTAMP -> OffsetDateTime.parse(SampleRecords.INSTANT);
            case LONG_LIST -> throw new IllegalArgumentException(column.name());
          };
      assertThat(row.getField(column.name())).as(column.name()).isEqualTo(expected);
    }
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, int partition, String value) {
    return new ProducerRecord<>(topic, partition, null, value.getBytes(StandardCharsets.UTF_8));
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(Duration.ofMinutes(2));
  }
}
