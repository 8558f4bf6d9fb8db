package dev.streamify.bench.platform;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.TableDefinition;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** The lakehouse's tables, seen past the services. */
public final class Tables implements Closeable {
  private static final String CATALOG_NAME = "lakehouse";

  private final Catalog catalog;

  private Tables(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Opens the catalogue that has these properties. */
  public static Tables open(Map<String, String> properties) {
    return new Tables(
        CatalogUtil.loadCatalog(
            properties.get(CatalogProperties.CATALOG_IMPL), CATALOG_NAME, properties, null));
  }

  /** A table as it is now; batch-api made it. */
  public Table table(TableDefinition definition) {
    return catalog.loadTable(identifier(definition));
  }

  /** Puts an empty table of the same schema, partitioning and properties in a table's place. */
  public void empty(TableDefinition definition) {
    Table old = table(definition);
    catalog.dropTable(identifier(definition), true);
    catalog
        .buildTable(identifier(definition), old.schema())
        .withPartitionSpec(old.spec())
        .withProperties(old.properties())
        .create();
  }

  /** Drops a table with its files, as somebody does by mistake. */
  public void drop(TableDefinition definition) {
    catalog.dropTable(identifier(definition), true);
  }

  /** Whether there is such a table. */
  public boolean exists(TableDefinition definition) {
    return catalog.tableExists(identifier(definition));
  }

  /** Rows of all tables that sinks write to, by the summaries of the newest snapshots. */
  public long rowsOfBronze() {
    return EventContract.standard().sinks().stream().mapToLong(sink -> rows(sink.table())).sum();
  }

  private long rows(TableDefinition definition) {
    return Optional.ofNullable(table(definition).currentSnapshot())
        .map(Snapshot::summary)
        .map(summary -> Long.parseLong(summary.get(SnapshotSummary.TOTAL_RECORDS_PROP)))
        .orElse(0L);
  }

  /** The locations of all data files. */
  public List<String> files(TableDefinition definition) {
    return files(definition, Expressions.alwaysTrue());
  }

  /** The locations of the data files of some partitions. */
  public List<String> files(TableDefinition definition, Collection<LocalDate> dates) {
    Object[] days = dates.stream().map(LocalDate::toString).toArray();
    return files(definition, Expressions.in(definition.partitioning().column(), days));
  }

  private List<String> files(TableDefinition definition, Expression filter) {
    List<String> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> scan =
        table(definition).newScan().filter(filter).planFiles()) {
      scan.forEach(task -> files.add(task.file().location()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** Data files as paths of this machine. */
  public static Stream<Path> localPaths(Collection<String> locations) {
    return locations.stream().map(location -> Path.of(URI.create(location)));
  }

  private static TableIdentifier identifier(TableDefinition definition) {
    return TableIdentifier.of(TableDefinition.NAMESPACE, definition.name());
  }

  @Override
  public void close() throws IOException {
    if (catalog instanceof Closeable closeable) {
      closeable.close();
    }
  }
}
