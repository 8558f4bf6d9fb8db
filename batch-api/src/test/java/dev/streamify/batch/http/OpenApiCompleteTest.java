package dev.streamify.batch.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The document says of every operation what people need to use it. */
@QuarkusTest
@QuarkusTestResource(CatalogResource.class)
class OpenApiCompleteTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

  @Test
  void everyOperationIsDescribedWithParametersExamplesAndRefusals() throws IOException {
    List<String> gaps = new ArrayList<>();
    Set<String> names = new HashSet<>();
    JsonNode document = JSON.readTree(RestAssured.get("/q/openapi?format=json").asString());
    int operations = 0;
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (path.getKey().startsWith("/api/") && METHODS.contains(method.getKey())) {
          operations++;
          look(method.getKey() + " " + path.getKey(), method.getValue(), names, gaps);
        }
      }
    }
    assertThat(gaps).isEmpty();
    assertThat(operations).isGreaterThan(20);
    assertThat(document.path("components").path("securitySchemes").properties())
        .extracting(Map.Entry::getKey)
        .contains("bearer", "apiKey");
  }

  private static void look(String name, JsonNode operation, Set<String> names, List<String> gaps) {
    if (operation.path("summary").asText().isBlank()) {
      gaps.add(name + ": no summary");
    }
    if (!names.add(operation.path("operationId").asText())) {
      gaps.add(name + ": its operationId is another's");
    }
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("description").asText().isBlank()
          && !parameter.path("name").asText().equals("Content-Type")) {
        gaps.add(name + ": parameter " + parameter.path("name").asText() + " is not described");
      }
    }
    for (JsonNode type : operation.path("requestBody").path("content")) {
      if (type.path("examples").isEmpty() && type.path("example").isMissingNode()) {
        gaps.add(name + ": no example of its body");
      }
    }
    answers(name, operation.path("responses"), gaps);
  }

  private static void answers(String name, JsonNode responses, List<String> gaps) {
    boolean good = false;
    for (Map.Entry<String, JsonNode> response : responses.properties()) {
      JsonNode content = response.getValue().path("content");
      if (response.getKey().startsWith("2")) {
        good = !content.isEmpty();
        content.forEach(
            type -> {
              if (type.path("example").isMissingNode() && type.path("schema").isMissingNode()) {
                gaps.add(name + ": nothing is said of its answer");
              }
            });
        if (content.path("application/json").path("example").isMissingNode()
            && content.path("text/plain").isMissingNode()) {
          gaps.add(name + ": no example of its answer");
        }
      } else if (!content.has("application/problem+json")) {
        gaps.add(name + ": " + response.getKey() + " is not a problem");
      }
    }
    if (!good) {
      gaps.add(name + ": no good answer");
    }
    for (String status : List.of("400", "401", "403", "429", "500", "503")) {
      if (!responses.has(status)) {
        gaps.add(name + ": " + status + " is not mentioned");
      }
    }
  }
}
