package dev.streamify.batch.openlineage;

import dev.streamify.batch.catalog.Lakehouse;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.DatasetFacetsBuilder;
import io.openlineage.client.OpenLineage.OutputStatisticsOutputDatasetFacetBuilder;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;

/**
 * Iceberg tables as datasets. They are named by where they lie, as the specification asks for and
 * as Spark's own integration does ({@code file} and a path, {@code s3://bucket} and a key); the
 * name in the catalog is a symlink.
 */
final class TableDatasets {
  private static final String TABLE = "TABLE";

  private final OpenLineage model;
  private final Lakehouse lakehouse;

  TableDatasets(OpenLineage model, Lakehouse lakehouse) {
    this.model = model;
    this.lakehouse = lakehouse;
  }

  /**
   * A table that is read; absent when there is none.
   *
   * @param snapshot the snapshot that was read, once it is known
   * @param rows how many rows of it were read, if that is known
   */
  Optional<OpenLineage.InputDataset> input(
      String name, Optional<Long> snapshot, Optional<Long> rows) {
    return lakehouse.table(name).map(table -> input(table, name, snapshot, rows));
  }

  private OpenLineage.InputDataset input(
      Table table, String name, Optional<Long> snapshot, Optional<Long> rows) {
    Place place = Place.of(table.location());
    OpenLineage.InputDatasetBuilder input =
        model
            .newInputDatasetBuilder()
            .namespace(place.namespace())
            .name(place.name())
            .facets(facets(table, name, snapshot));
    rows.map(count -> model.newInputStatisticsInputDatasetFacetBuilder().rowCount(count).build())
        .ifPresent(
            facet ->
                input.inputFacets(
                    model.newInputDatasetInputFacetsBuilder().inputStatistics(facet).build()));
    return input.build();
  }

  /**
   * A table that is written; absent when there is none.
   *
   * @param snapshot the snapshot that was published, if any was
   */
  Optional<OpenLineage.OutputDataset> output(String name, Optional<Long> snapshot) {
    return lakehouse.table(name).map(table -> output(table, name, snapshot));
  }

  private OpenLineage.OutputDataset output(Table table, String name, Optional<Long> snapshot) {
    Place place = Place.of(table.location());
    OpenLineage.OutputDatasetBuilder output =
        model
            .newOutputDatasetBuilder()
            .namespace(place.namespace())
            .name(place.name())
            .facets(facets(table, name, snapshot));
    snapshot
        .map(table::snapshot)
        .ifPresent(
            published ->
                output.outputFacets(
                    model
                        .newOutputDatasetOutputFacetsBuilder()
                        .outputStatistics(statistics(published))
                        .build()));
    return output.build();
  }

  private OpenLineage.OutputStatisticsOutputDatasetFacet statistics(Snapshot snapshot) {
    OutputStatisticsOutputDatasetFacetBuilder statistics =
        model.newOutputStatisticsOutputDatasetFacetBuilder();
    return statistics
        .rowCount(number(snapshot, SnapshotSummary.ADDED_RECORDS_PROP))
        .size(number(snapshot, SnapshotSummary.ADDED_FILE_SIZE_PROP))
        .fileCount(number(snapshot, SnapshotSummary.ADDED_FILES_PROP))
        .build();
  }

  private static long number(Snapshot snapshot, String property) {
    return Long.parseLong(snapshot.summary().getOrDefault(property, "0"));
  }

  private OpenLineage.DatasetFacets facets(Table table, String name, Optional<Long> snapshot) {
    DatasetFacetsBuilder facets =
        model
            .newDatasetFacetsBuilder()
            .schema(schema(snapshot.map(table::snapshot).map(at -> schemaOf(table, at)), table))
            .dataSource(
                model
                    .newDatasourceDatasetFacetBuilder()
                    .name(Lakehouse.CATALOG_NAME)
                    .uri(uri(table.location()))
                    .build())
            .storage(
                model
                    .newStorageDatasetFacetBuilder()
                    .storageLayer("iceberg")
                    .fileFormat("parquet")
                    .build())
            .symlinks(
                model
                    .newSymlinksDatasetFacetBuilder()
                    .identifiers(
                        List.of(
                            model
                                .newSymlinksDatasetFacetIdentifiersBuilder()
                                .namespace(Lakehouse.CATALOG_NAME)
                                .name(Lakehouse.identifier(name).toString())
                                .type(TABLE)
                                .build()))
                    .build());
    snapshot.ifPresent(
        id ->
            facets.version(
                model
                    .newDatasetVersionDatasetFacetBuilder()
                    .datasetVersion(Long.toString(id))
                    .build()));
    return facets.build();
  }

  private static Schema schemaOf(Table table, Snapshot snapshot) {
    return snapshot.schemaId() == null ? table.schema() : table.schemas().get(snapshot.schemaId());
  }

  private OpenLineage.SchemaDatasetFacet schema(Optional<Schema> then, Table table) {
    return model
        .newSchemaDatasetFacetBuilder()
        .fields(
            then.orElseGet(table::schema).columns().stream()
                .map(
                    column ->
                        model
                            .newSchemaDatasetFacetFieldsBuilder()
                            .name(column.name())
                            .type(column.type().toString())
                            .description(column.doc())
                            .build())
                .toList())
        .build();
  }

  /** Paths on a disk may hold blanks. */
  private static URI uri(String location) {
    return URI.create(location.replace(" ", "%20"));
  }

  /**
   * Where a table lies, as the specification names it.
   *
   * @param namespace {@code file}, or scheme and host
   * @param name the path; of object stores without the first slash
   */
  record Place(String namespace, String name) {
    static Place of(String location) {
      URI uri = uri(location);
      if (uri.getScheme() == null || "file".equals(uri.getScheme())) {
        return new Place("file", withoutLastSlash(uri.getPath()));
      }
      String scheme = uri.getScheme().replaceFirst("^s3[an]$", "s3");
      return new Place(
          scheme + "://" + uri.getAuthority(), withoutLastSlash(uri.getPath()).substring(1));
    }

    private static String withoutLastSlash(String path) {
      return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
  }
}
