package dev.streamify.bootstrap.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Which requests Polaris' management API takes, as recorded in {@code management-1.4.json}. */
final class ManagementContract {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Operation> operations;

  private ManagementContract(List<Operation> operations) {
    this.operations = operations;
  }

  static ManagementContract recorded() {
    try (InputStream file =
        ManagementContract.class.getResourceAsStream("/polaris/management-1.4.json")) {
      List<Operation> operations = new ArrayList<>();
      JSON.readTree(file).get("operations").forEach(node -> operations.add(new Operation(node)));
      return new ManagementContract(operations);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The operation of a request; none, when Polaris has no such. */
  Optional<Operation> find(String method, List<String> path) {
    return operations.stream()
        .filter(operation -> operation.text("method").equals(method) && operation.matches(path))
        .findFirst();
  }

  /**
   * One operation.
   *
   * @param node as recorded
   */
  record Operation(JsonNode node) {
    String text(String field) {
      return node.get(field).asText();
    }

    /** The status when it is done. */
    int done() {
      return node.get("done").asInt();
    }

    /** The status when what it makes is there. */
    int again() {
      return node.get("again").asInt();
    }

    private boolean matches(List<String> path) {
      List<String> template = List.of(text("path").substring(1).split("/"));
      if (template.size() != path.size()) {
        return false;
      }
      for (int i = 0; i < path.size(); i++) {
        if (!template.get(i).startsWith("{") && !template.get(i).equals(path.get(i))) {
          return false;
        }
      }
      return true;
    }

    /** What is wrong with a body; empty when Polaris takes it. */
    List<String> problems(JsonNode body) {
      List<String> required = list(node.path("required"));
      List<String> known = Stream.concat(required.stream(), optional()).toList();
      List<String> problems = new ArrayList<>();
      required.stream()
          .filter(pointer -> body.at(pointer).isMissingNode())
          .forEach(pointer -> problems.add(pointer + " is missing"));
      leaves("", body)
          .filter(leaf -> known.stream().noneMatch(leaf::equals))
          .forEach(leaf -> problems.add(leaf + " is unknown"));
      node.path("values")
          .properties()
          .forEach(
              values -> {
                String value = body.at(values.getKey()).asText();
                if (!list(values.getValue()).contains(value)) {
                  problems.add("%s is '%s'".formatted(values.getKey(), value));
                }
              });
      return problems;
    }

    private Stream<String> optional() {
      return list(node.path("optional")).stream();
    }

    private static List<String> list(JsonNode array) {
      return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static Stream<String> leaves(String pointer, JsonNode node) {
      return node.isObject() && !node.isEmpty()
          ? node.properties().stream()
              .flatMap(field -> leaves(pointer + "/" + field.getKey(), field.getValue()))
          : Stream.of(pointer).filter(leaf -> !leaf.isEmpty());
    }
  }
}
