package dev.streamify.batch.lineage;

import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.SinkDefinition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which node is made of which, as the contract and the jobs say.
 *
 * @param nodes in the order in which events flow
 * @param edges each from a node to one that is made of it
 */
record LineageGraph(Set<Node> nodes, Set<Edge> edges) {
  /** A node. */
  record Node(LineageView.Type type, String name) {
    String id() {
      return type.name().toLowerCase(Locale.ROOT) + ":" + name;
    }
  }

  /** An edge. */
  record Edge(Node from, Node to) {}

  /** Makes the graph. Jobs without inputs, such as maintenance, make nothing of anything. */
  static LineageGraph of(EventContract contract, JobCatalogue catalogue) {
    Set<Edge> edges = new LinkedHashSet<>();
    for (EventStream stream : contract.streams()) {
      Node raw = new Node(LineageView.Type.TOPIC, stream.rawTopic());
      edges.add(new Edge(raw, new Node(LineageView.Type.TOPIC, stream.enrichedTopic())));
      edges.add(new Edge(raw, new Node(LineageView.Type.TOPIC, stream.deadLetterTopic())));
    }
    for (SinkDefinition sink : contract.sinks()) {
      Node connector = new Node(LineageView.Type.CONNECTOR, sink.connectorName());
      sink.topics()
          .forEach(
              topic -> edges.add(new Edge(new Node(LineageView.Type.TOPIC, topic), connector)));
      edges.add(new Edge(connector, table(sink.table().name())));
    }
    for (JobDefinition job : catalogue.all()) {
      if (!job.inputs().isEmpty()) {
        Node node = new Node(LineageView.Type.JOB, job.name());
        job.inputs().forEach(input -> edges.add(new Edge(table(input), node)));
        job.output().ifPresent(output -> edges.add(new Edge(node, table(output))));
      }
    }
    Set<Node> nodes = new LinkedHashSet<>();
    edges.forEach(
        edge -> {
          nodes.add(edge.from());
          nodes.add(edge.to());
        });
    return new LineageGraph(nodes, edges);
  }

  static Node table(String name) {
    return new Node(LineageView.Type.TABLE, name);
  }

  /** A node, all that it is made of, and all that is made of it. */
  LineageGraph around(Node node) {
    Set<Node> down = reachable(node, Edge::from, Edge::to);
    Set<Node> up = reachable(node, Edge::to, Edge::from);
    return new LineageGraph(
        kept(nodes, each -> down.contains(each) || up.contains(each)),
        kept(
            edges,
            edge ->
                (down.contains(edge.from()) && down.contains(edge.to()))
                    || (up.contains(edge.from()) && up.contains(edge.to()))));
  }

  private Set<Node> reachable(Node start, Function<Edge, Node> near, Function<Edge, Node> far) {
    Set<Node> reached = new HashSet<>(Set.of(start));
    Deque<Node> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      Node node = open.remove();
      edges.stream()
          .filter(edge -> near.apply(edge).equals(node))
          .map(far)
          .filter(reached::add)
          .forEach(open::add);
    }
    return reached;
  }

  private static <T> Set<T> kept(Set<T> all, Predicate<T> wanted) {
    return all.stream().filter(wanted).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
