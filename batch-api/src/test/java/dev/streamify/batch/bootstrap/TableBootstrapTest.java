package dev.streamify.batch.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.streamify.batch.catalog.CatalogSettings;
import dev.streamify.batch.catalog.CatalogUnavailableException;
import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.fixture.CatalogProcess;
import dev.streamify.batch.fixture.Contracts;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.TableDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableBootstrapTest {
  @TempDir Path folder;
  private CatalogProcess catalog;
  private Lakehouse lakehouse;

  @BeforeEach
  void start() {
    catalog = CatalogProcess.start(folder);
    lakehouse = connect();
  }

  @AfterEach
  void stop() {
    lakehouse.close();
    catalog.close();
  }

  @Test
  void everyTableOfTheContractIsMadeOnce() {
    BootstrapReport first = bootstrap(EventContract.standard());
    BootstrapReport second = bootstrap(EventContract.standard());

    assertThat(first.created())
        .containsExactlyElementsOf(
            EventContract.standard().tables().stream().map(TableDefinition::name).toList());
    assertThat(second.created()).isEmpty();
    assertThat(second.changed()).isEmpty();
  }

  @Test
  void aFourthStreamHasItsTablesWithoutFurtherWork() {
    bootstrap(EventContract.standard());

    BootstrapReport report = bootstrap(Contracts.withAFourthStream());

    assertThat(report.created())
        .containsExactly("bronze_status_change_events", "silver_status_change_events");
    assertThat(table("silver_status_change_events").schema().findField("level")).isNotNull();
  }

  @Test
  void everyTypeOfTheContractHasItsOwnInIceberg() {
    bootstrap(EventContract.standard());

    assertThat(type("bronze_auth_events", "success")).isEqualTo(Types.BooleanType.get());
    assertThat(type("bronze_auth_events", "itemInSession")).isEqualTo(Types.IntegerType.get());
    assertThat(type("bronze_auth_events", "ts")).isEqualTo(Types.LongType.get());
    assertThat(type("bronze_auth_events", "lon")).isEqualTo(Types.DoubleType.get());
    assertThat(type("bronze_auth_events", "event_id")).isEqualTo(Types.StringType.get());
    assertThat(type("bronze_auth_events", "event_date")).isEqualTo(Types.DateType.get());
    assertThat(type("bronze_auth_events", "_processing_time"))
        .isEqualTo(Types.TimestampType.withZone());
    assertThat(type("silver_user_sessions", "native_session_ids").asListType().elementType())
        .isEqualTo(Types.LongType.get());
  }

  @Test
  void silverRefusesRowsWithoutIdOrDateAndBronzeTakesAll() {
    bootstrap(EventContract.standard());

    assertThat(table("silver_auth_events").schema().columns())
        .filteredOn(Types.NestedField::isRequired)
        .extracting(Types.NestedField::name)
        .containsExactly("event_id", "event_date");
    assertThat(table("bronze_auth_events").schema().columns())
        .noneMatch(Types.NestedField::isRequired);
  }

  @Test
  void tablesArePartitionedAndKeptAsTheContractAndTheSinkNeedIt() {
    bootstrap(EventContract.standard());

    assertThat(table("bronze_listen_events").spec().fields())
        .singleElement()
        .hasToString("1000: event_date: identity(2)");
    assertThat(table("bronze_dead_letters").spec().fields())
        .singleElement()
        .asString()
        .contains("day(");
    assertThat(table("bronze_listen_events").properties())
        .containsEntry("commit.retry.num-retries", "20")
        .containsEntry("write.metadata.delete-after-commit.enabled", "true")
        .containsEntry("write.distribution-mode", "hash")
        .containsEntry("write.metadata.metrics.default", "counts")
        .containsEntry("write.metadata.metrics.column.event_date", "full")
        .containsEntry("write.parquet.dict-encoding-enabled.column.event_id", "false");
  }

  @Test
  void aColumnThatTheContractGainedIsAddedAndNothingElseChanges() {
    TableDefinition wanted =
        EventContract.standard().stream("auth_events").orElseThrow().bronzeTable();
    Schema poor =
        new Schema(
            Types.NestedField.optional(1, "event_id", Types.StringType.get()),
            Types.NestedField.optional(2, "event_date", Types.DateType.get()),
            Types.NestedField.optional(3, "mine", Types.StringType.get()));
    createNamespace();
    lakehouse
        .catalog()
        .buildTable(Lakehouse.identifier(wanted.name()), poor)
        .withProperty("commit.retry.num-retries", "7")
        .create();

    BootstrapReport report = bootstrap(EventContract.standard());

    Table table = table(wanted.name());
    assertThat(report.changed()).containsExactly(wanted.name());
    assertThat(table.schema().columns())
        .extracting(Types.NestedField::name)
        .startsWith("event_id", "event_date", "mine")
        .containsAll(wanted.columnNames().toList());
    assertThat(table.properties()).containsEntry("commit.retry.num-retries", "7");
  }

  @Test
  void aColumnOfAnotherTypeIsToldAndTheOtherTablesAreMadeAllTheSame() {
    createNamespace();
    lakehouse
        .catalog()
        .createTable(
            Lakehouse.identifier("bronze_auth_events"),
            new Schema(Types.NestedField.optional(1, "ts", Types.StringType.get())));

    assertThatThrownBy(() -> bootstrap(EventContract.standard()))
        .isInstanceOf(SchemaConflictException.class)
        .hasMessageContaining(
            "streamify.bronze_auth_events has the column ts string, but the contract wants ts long");
    assertThat(table("bronze_auth_events").schema().columns()).hasSize(1);
    assertThat(lakehouse.table("silver_user_sessions")).isPresent();
  }

  @Test
  void severalServicesCanDoItAtOnce() throws Exception {
    ExecutorService replicas = Executors.newFixedThreadPool(4);
    try {
      Callable<BootstrapReport> replica =
          () -> {
            try (Lakehouse own = connect()) {
              TableBootstrap bootstrap = new TableBootstrap(own, EventContract.standard());
              // Iceberg's own first steps in an empty database race; the service tries again too.
              return await().ignoreExceptions().until(bootstrap::run, Objects::nonNull);
            }
          };
      for (Future<BootstrapReport> done :
          replicas.invokeAll(List.of(replica, replica, replica, replica))) {
        assertThat(done.get().tables()).isEqualTo(8);
      }
    } finally {
      replicas.shutdownNow();
    }
    assertThat(bootstrap(EventContract.standard()).changed()).isEmpty();
  }

  @Test
  void aCatalogThatIsAwayIsNamedWithoutItsSecrets() {
    Map<String, String> variables = new TreeMap<>(catalog.variables());
    variables.put("STREAMIFY_CATALOG_URI", "jdbc:h2:tcp://127.0.0.1:1/./catalog;PASSWORD=s3cret");
    try (Lakehouse away = new Lakehouse(CatalogSettings.fromVariables(variables))) {
      assertThatThrownBy(away::catalog)
          .isInstanceOf(CatalogUnavailableException.class)
          .hasMessageContaining("jdbc:h2:tcp://127.0.0.1:1/./catalog does not answer")
          .hasMessageNotContaining("s3cret");
    }
  }

  private Lakehouse connect() {
    return new Lakehouse(CatalogSettings.fromVariables(catalog.variables()));
  }

  private BootstrapReport bootstrap(EventContract contract) {
    return new TableBootstrap(lakehouse, contract).run();
  }

  private void createNamespace() {
    lakehouse.namespaces().createNamespace(Lakehouse.NAMESPACE);
  }

  private Table table(String name) {
    return lakehouse.requireTable(name);
  }

  private Type type(String table, String column) {
    return table(table).schema().findType(column);
  }
}
