package dev.streamify.batch.lineage;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is made of what.
 *
 * @param nodes topics, connectors, tables and jobs, upstream ones first
 * @param edges from each node to what is made of it
 */
public record LineageView(List<Node> nodes, List<Edge> edges) {
  /** What a node is. */
  public enum Type {
    /** A topic of Kafka. */
    @JsonProperty("topic")
    TOPIC,
    /** A sink in Kafka Connect. */
    @JsonProperty("connector")
    CONNECTOR,
    /** A table. */
    @JsonProperty("table")
    TABLE,
    /** A job. */
    @JsonProperty("job")
    JOB
  }

  /**
   * A node.
   *
   * @param id its type and name
   * @param type what it is
   * @param name its name
   * @param rows of a table: rows of the current snapshot
   * @param lastCommitAt of a table: the newest commit that changed rows, UTC
   * @param freshnessSeconds of a table: age of the newest row, seconds; from its processing to that
   *     commit, and from there until now
   */
  public record Node(
      @Schema(examples = "table:bronze_listen_events") String id,
      Type type,
      @Schema(examples = "bronze_listen_events") String name,
      Optional<Long> rows,
      Optional<Instant> lastCommitAt,
      Optional<Long> freshnessSeconds) {}

  /**
   * An edge.
   *
   * @param from id of a node
   * @param to id of the node that is made of it
   */
  public record Edge(
      @Schema(examples = "connector:bronze_listen_events") String from,
      @Schema(examples = "table:bronze_listen_events") String to) {}
}
