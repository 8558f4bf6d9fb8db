package dev.streamify.batch.openlineage;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import dev.streamify.openlineage.TopicDatasets;
import io.openlineage.client.OpenLineage;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Makes events of the sinks, which tell nothing by themselves: what each reads and writes by its
 * design. They connect the graph of topics with that of tables.
 */
final class SinkEvents {
  private final OpenLineage model;
  private final String namespace;
  private final EventContract contract;
  private final TopicDatasets topics;
  private final TableDatasets tables;
  private final Clock clock;

  SinkEvents(
      OpenLineage model,
      String namespace,
      EventContract contract,
      TopicDatasets topics,
      TableDatasets tables,
      Clock clock) {
    this.model = model;
    this.namespace = namespace;
    this.contract = contract;
    this.topics = topics;
    this.tables = tables;
    this.clock = clock;
  }

  /** One event for each sink whose table is there. */
  List<OpenLineage.JobEvent> all() {
    return contract.sinks().stream().flatMap(sink -> event(sink).stream()).toList();
  }

  private Optional<OpenLineage.JobEvent> event(SinkDefinition sink) {
    return tables
        .output(sink.table().name(), Optional.empty())
        .map(
            table ->
                model
                    .newJobEventBuilder()
                    .eventTime(clock.instant().atZone(ZoneOffset.UTC))
                    .job(job(sink))
                    .inputs(topics.sinkReads(sink))
                    .outputs(List.of(table))
                    .build());
  }

  private OpenLineage.Job job(SinkDefinition sink) {
    return model
        .newJobBuilder()
        .namespace(namespace)
        .name("sink." + sink.connectorName())
        .facets(
            model
                .newJobFacetsBuilder()
                .jobType(
                    model
                        .newJobTypeJobFacetBuilder()
                        .processingType("STREAMING")
                        .integration("KAFKA_CONNECT")
                        .jobType("CONNECTOR")
                        .build())
                .build())
        .build();
  }
}
