package dev.streamify.batch.tables;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.tables.TableView.ColumnView;
import dev.streamify.batch.tables.TableView.SnapshotView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;

/** Reads tables' metadata: one catalog query and one metadata file each, no engine. */
@ApplicationScoped
public class TableReader {
  private final Lakehouse lakehouse;

  TableReader(Lakehouse lakehouse) {
    this.lakehouse = lakehouse;
  }

  /** All tables of the namespace by name, without their columns. */
  List<TableView> all() {
    return lakehouse.catalog().listTables(Lakehouse.NAMESPACE).stream()
        .map(TableIdentifier::name)
        .sorted()
        .flatMap(name -> lakehouse.table(name).map(table -> view(name, table, false)).stream())
        .toList();
  }

  /** One table with all that is known of it. */
  Optional<TableView> one(String name) {
    return lakehouse.table(name).map(table -> view(name, table, true));
  }

  private static TableView view(String name, Table table, boolean detailed) {
    Optional<Snapshot> snapshot = Optional.ofNullable(table.currentSnapshot());
    Map<String, String> summary = snapshot.map(Snapshot::summary).orElse(Map.of());
    return new TableView(
        name,
        table.properties().getOrDefault("comment", ""),
        number(summary, SnapshotSummary.TOTAL_RECORDS_PROP),
        number(summary, SnapshotSummary.TOTAL_DATA_FILES_PROP),
        number(summary, SnapshotSummary.TOTAL_FILE_SIZE_PROP),
        snapshot.map(current -> snapshotView(current, detailed)),
        detailed ? Optional.of(columns(table).toList()) : Optional.empty());
  }

  private static SnapshotView snapshotView(Snapshot snapshot, boolean detailed) {
    return new SnapshotView(
        Long.toString(snapshot.snapshotId()),
        Instant.ofEpochMilli(snapshot.timestampMillis()),
        snapshot.operation(),
        detailed ? Optional.of(snapshot.summary()) : Optional.empty());
  }

  private static Stream<ColumnView> columns(Table table) {
    return table.schema().columns().stream()
        .map(
            column ->
                new ColumnView(
                    column.name(),
                    column.type().toString(),
                    column.isRequired(),
                    Optional.ofNullable(column.doc()).orElse("")));
  }

  private static long number(Map<String, String> summary, String key) {
    return Long.parseLong(summary.getOrDefault(key, "0"));
  }
}
