package dev.streamify.connect;

import dev.streamify.contract.Column;
import dev.streamify.contract.ColumnType;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import dev.streamify.contract.TableDefinition;
import dev.streamify.contract.TableDefinition.Partitioning.Transform;
import dev.streamify.contract.settings.EnvironmentProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.h2.tools.Server;

/** The laptop's kind of catalogue: H2 over TCP, the warehouse in a folder. */
final class TestLakehouse implements AutoCloseable {
  private final Server database;
  private final JdbcCatalog catalog;
  private final Path warehouse;

  private TestLakehouse(Server database, JdbcCatalog catalog, Path warehouse) {
    this.database = database;
    this.catalog = catalog;
    this.warehouse = warehouse;
  }

  static TestLakehouse start(Path folder) throws SQLException {
    // Read when H2 first listens; it would take every interface.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    Server database =
        Server.createTcpServer("-tcpPort", "0", "-baseDir", folder.toString(), "-ifNotExists")
            .start();
    Path warehouse = folder.resolve("warehouse");
    Map<String, String> properties =
        EnvironmentProperties.of(
            environment(database.getPort(), warehouse), EnvironmentProperties.CATALOG_PREFIX);
    JdbcCatalog catalog =
        (JdbcCatalog)
            CatalogUtil.loadCatalog(properties.get("catalog-impl"), "lakehouse", properties, null);
    return new TestLakehouse(database, catalog, warehouse);
  }

  /** What the worker is told of the catalogue; nothing of S3 and REST, as on a laptop. */
  Map<String, String> environment() {
    return environment(database.getPort(), warehouse);
  }

  private static Map<String, String> environment(int port, Path warehouse) {
    return Map.of(
        "STREAMIFY_CATALOG_CATALOG__IMPL", "org.apache.iceberg.jdbc.JdbcCatalog",
        "STREAMIFY_CATALOG_URI",
            "jdbc:h2:tcp://127.0.0.1:%d/./catalog;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0"
                .formatted(port),
        "STREAMIFY_CATALOG_JDBC_USER", "streamify",
        "STREAMIFY_CATALOG_JDBC_PASSWORD", "",
        "STREAMIFY_CATALOG_JDBC_SCHEMA__VERSION", "V1",
        "STREAMIFY_CATALOG_WAREHOUSE", warehouse.toUri().toString(),
        "STREAMIFY_CATALOG_IO__IMPL", "org.apache.iceberg.hadoop.HadoopFileIO");
  }

  Path warehouse() {
    return warehouse;
  }

  void createTables(EventContract contract) {
    catalog.createNamespace(Namespace.of(TableDefinition.NAMESPACE));
    for (SinkDefinition sink : contract.sinks()) {
      Schema schema = schema(sink.table());
      catalog.createTable(identifier(sink.table()), schema, partitioning(sink.table(), schema));
    }
  }

  /** Rows of the current snapshot, by its summary. */
  long rowCount(TableDefinition table) {
    Snapshot snapshot = catalog.loadTable(identifier(table)).currentSnapshot();
    return snapshot == null ? 0 : Long.parseLong(snapshot.summary().get("total-records"));
  }

  List<Record> rows(TableDefinition table, String... columns) {
    Table current = catalog.loadTable(identifier(table));
    try (CloseableIterable<Record> rows = IcebergGenerics.read(current).select(columns).build()) {
      List<Record> all = new ArrayList<>();
      rows.forEach(all::add);
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TableIdentifier identifier(TableDefinition table) {
    return TableIdentifier.of(TableDefinition.NAMESPACE, table.name());
  }

  private static Schema schema(TableDefinition table) {
    List<Types.NestedField> fields = new ArrayList<>();
    for (Column column : table.columns()) {
      fields.add(
          Types.NestedField.builder()
              .withId(fields.size() + 1)
              .withName(column.name())
              .isOptional(!column.required())
              .ofType(type(column.type()))
              .build());
    }
    return new Schema(fields);
  }

  private static PartitionSpec partitioning(TableDefinition table, Schema schema) {
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    String column = table.partitioning().column();
    return table.partitioning().transform() == Transform.DAY
        ? spec.day(column).build()
        : spec.identity(column).build();
  }

  private static Type type(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> Types.BooleanType.get();
      case INT -> Types.IntegerType.get();
      case LONG -> Types.LongType.get();
      case DOUBLE -> Types.DoubleType.get();
      case STRING -> Types.StringType.get();
      case DATE -> Types.DateType.get();
      case TIMESTAMP -> Types.TimestampType.withZone();
      case LONG_LIST ->
          throw new IllegalArgumentException("no sink writes lists; JSON arrays end its task");
    };
  }

  @Override
  public void close() {
    catalog.close();
    database.stop();
  }
}
