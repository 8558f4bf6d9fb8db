package dev.streamify.openlineage;

import dev.streamify.contract.Column;
import dev.streamify.contract.DeadLetter;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.SinkDefinition;
import io.openlineage.client.OpenLineage;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Topics as datasets, {@code kafka://host:port} and the topic's name, with the contract's schema.
 */
public final class TopicDatasets {
  private final OpenLineage model;
  private final String namespace;

  /**
   * Topics of a cluster.
   *
   * @param bootstrapServers {@code host:port,…}; the first one names the cluster, so every service
   *     has to list the same one first
   */
  public TopicDatasets(OpenLineage model, String bootstrapServers) {
    this.model = model;
    this.namespace =
        "kafka://" + bootstrapServers.split(",", 2)[0].strip().replaceFirst("^.*://", "");
  }

  /** What a sink reads. */
  public List<OpenLineage.InputDataset> sinkReads(SinkDefinition sink) {
    return sink.topics().stream().map(topic -> input(topic, sink.table().columns())).toList();
  }

  /** All that enrichment reads. */
  public List<OpenLineage.InputDataset> enrichmentReads(EventContract contract) {
    return contract.streams().stream()
        .map(stream -> input(stream.rawTopic(), columns(stream)))
        .toList();
  }

  private static List<Column> columns(EventStream stream) {
    return stream.fields().stream()
        .map(field -> new Column(field.name(), field.type(), field.required(), field.description()))
        .toList();
  }

  /** All that enrichment writes. */
  public List<OpenLineage.OutputDataset> enrichmentWrites(EventContract contract) {
    return contract.streams().stream()
        .flatMap(
            stream ->
                Stream.of(
                    output(stream.enrichedTopic(), stream.bronzeTable().columns()),
                    output(stream.deadLetterTopic(), DeadLetter.bronzeTable().columns())))
        .toList();
  }

  private OpenLineage.InputDataset input(String topic, List<Column> columns) {
    return model
        .newInputDatasetBuilder()
        .namespace(namespace)
        .name(topic)
        .facets(facets(columns))
        .build();
  }

  private OpenLineage.OutputDataset output(String topic, List<Column> columns) {
    return model
        .newOutputDatasetBuilder()
        .namespace(namespace)
        .name(topic)
        .facets(facets(columns))
        .build();
  }

  private OpenLineage.DatasetFacets facets(List<Column> columns) {
    List<OpenLineage.SchemaDatasetFacetFields> fields =
        columns.stream()
            .map(
                column ->
                    model
                        .newSchemaDatasetFacetFieldsBuilder()
                        .name(column.name())
                        .type(column.type().name().toLowerCase(Locale.ROOT))
                        .description(column.description())
                        .build())
            .toList();
    return model
        .newDatasetFacetsBuilder()
        .dataSource(
            model
                .newDatasourceDatasetFacetBuilder()
                .name(namespace)
                .uri(URI.create(namespace))
                .build())
        .schema(model.newSchemaDatasetFacetBuilder().fields(fields).build())
        .build();
  }
}
