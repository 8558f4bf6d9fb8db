package dev.streamify.batch.tables;

import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import dev.streamify.contract.TableDefinition;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.SortField;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;

/** Tells about tables from their metadata. */
@Singleton
class TableViews {
  /** Other properties may hold anything, even secrets; those of single columns are too many. */
  private static final List<String> TOLD =
      List.of("write.", "commit.", "history.", "read.", "gc.enabled");

  private static final List<String> OF_COLUMNS =
      List.of("write.metadata.metrics.column.", "write.parquet.dict", "write.parquet.bloom");

  private final Freshness freshness;
  private final Set<String> bronze;
  private final Set<String> contract;
  private final Map<String, String> jobs;

  TableViews(EventContract contract, JobCatalogue catalogue, Freshness freshness) {
    this.freshness = freshness;
    this.bronze =
        contract.sinks().stream()
            .map(SinkDefinition::table)
            .map(TableDefinition::name)
            .collect(Collectors.toSet());
    this.contract =
        contract.tables().stream().map(TableDefinition::name).collect(Collectors.toSet());
    // Maintenance has an output too, but makes no rows of anything.
    this.jobs =
        catalogue.all().stream()
            .filter(job -> !job.inputs().isEmpty() && job.output().isPresent())
            .collect(
                Collectors.toMap(
                    job -> job.output().orElseThrow(), JobDefinition::name, (one, other) -> one));
  }

  TableView brief(LoadedTable loaded) {
    return view(loaded, false);
  }

  TableView whole(LoadedTable loaded) {
    return view(loaded, true);
  }

  private TableView view(LoadedTable loaded, boolean whole) {
    Table table = loaded.table();
    return new TableView(
        loaded.name(),
        table.properties().getOrDefault("comment", ""),
        group(loaded.name()),
        Optional.ofNullable(jobs.get(loaded.name())),
        partitioning(table),
        loaded.rows(),
        loaded.files(),
        loaded.bytes(),
        freshness.seconds(loaded),
        loaded.current().map(snapshot -> snapshotView(snapshot, whole)),
        whole ? Optional.of(columns(table)) : Optional.empty(),
        whole ? Optional.of(detail(loaded)) : Optional.empty());
  }

  private TableView.Group group(String name) {
    if (bronze.contains(name)) {
      return TableView.Group.BRONZE;
    }
    return contract.contains(name) ? TableView.Group.SILVER : TableView.Group.OTHER;
  }

  private static TableView.SnapshotView snapshotView(Snapshot snapshot, boolean whole) {
    return new TableView.SnapshotView(
        Long.toString(snapshot.snapshotId()),
        Instant.ofEpochMilli(snapshot.timestampMillis()),
        snapshot.operation(),
        whole ? Optional.of(snapshot.summary()) : Optional.empty());
  }

  private static List<TableView.ColumnView> columns(Table table) {
    return table.schema().columns().stream()
        .map(
            column ->
                new TableView.ColumnView(
                    column.fieldId(),
                    column.name(),
                    column.type().toString(),
                    column.isRequired(),
                    Optional.ofNullable(column.doc()).orElse("")))
        .toList();
  }

  private static TableView.Detail detail(LoadedTable loaded) {
    Table table = loaded.table();
    TableMetadata metadata = ((HasTableOperations) table).operations().current();
    return new TableView.Detail(
        table.uuid().toString(),
        table.location(),
        metadata.formatVersion(),
        table.sortOrder().fields().stream().map(field -> sorting(table, field)).toList(),
        properties(table),
        refs(table),
        Summaries.number(loaded.current(), SnapshotSummary.TOTAL_DELETE_FILES_PROP),
        loaded.averageFileBytes(),
        loaded.snapshots());
  }

  private static List<String> partitioning(Table table) {
    return table.spec().fields().stream()
        .filter(field -> !field.transform().isVoid())
        .map(field -> partition(table, field))
        .toList();
  }

  private static String partition(Table table, PartitionField field) {
    String column = table.schema().findColumnName(field.sourceId());
    return field.transform().isIdentity() ? column : "%s(%s)".formatted(field.transform(), column);
  }

  private static String sorting(Table table, SortField field) {
    String column = table.schema().findColumnName(field.sourceId());
    String term =
        field.transform().isIdentity() ? column : "%s(%s)".formatted(field.transform(), column);
    return "%s %s %s".formatted(term, field.direction(), field.nullOrder());
  }

  private static Map<String, String> properties(Table table) {
    return table.properties().entrySet().stream()
        .filter(property -> TOLD.stream().anyMatch(property.getKey()::startsWith))
        .filter(property -> OF_COLUMNS.stream().noneMatch(property.getKey()::startsWith))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
  }

  private static List<TableView.RefView> refs(Table table) {
    Function<SnapshotRef, String> type = ref -> ref.type().name().toLowerCase(Locale.ROOT);
    return table.refs().entrySet().stream()
        .map(
            ref ->
                new TableView.RefView(
                    ref.getKey(),
                    type.apply(ref.getValue()),
                    Long.toString(ref.getValue().snapshotId())))
        .sorted(Comparator.comparing(TableView.RefView::name))
        .toList();
  }
}
