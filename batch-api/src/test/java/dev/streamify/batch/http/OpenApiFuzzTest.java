package dev.streamify.batch.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.batch.sinks.ConnectStubResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Asks every operation that the service describes for all sorts of things. Operations that are
 * added later are asked as well.
 */
@QuarkusTest
@QuarkusTestResource(CatalogResource.class)
@QuarkusTestResource(value = ConnectStubResource.class, restrictToAnnotatedClass = true)
class OpenApiFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> CODES =
      Arrays.stream(ErrorCode.values()).map(ErrorCode::code).collect(Collectors.toSet());
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  @Test
  void nothingThatIsAskedMakesTheServiceFail() throws IOException, InterruptedException {
    List<Operation> operations = operations();
    assertThat(operations).hasSizeGreaterThan(8);
    int asked = 0;
    for (Operation operation : operations) {
      asked += parameters(operation) + bodies(operation) + headers(operation);
    }
    assertThat(asked).isGreaterThan(operations.size() * 25);
    assertThat(RestAssured.get("/q/health/live").statusCode()).isEqualTo(200);
    assertThat(RestAssured.get("/api/v1/jobs").statusCode()).isEqualTo(200);
  }

  private int parameters(Operation operation) throws IOException, InterruptedException {
    int asked = 0;
    for (Parameter parameter : operation.parameters()) {
      for (String text : FuzzInputs.TEXTS) {
        boolean unsendable =
            parameter.in().equals("header") && !text.chars().allMatch(c -> c >= 32 && c < 127);
        if (!unsendable) {
          send(operation, parameter, text, "{}", "application/json");
          asked++;
        }
      }
    }
    return asked;
  }

  private int bodies(Operation operation) throws IOException, InterruptedException {
    if (!operation.hasBody()) {
      return 0;
    }
    for (byte[] body : FuzzInputs.BODIES) {
      check(
          operation,
          body.length,
          http.send(
              request(operation, null, "")
                  .header("Content-Type", "application/json")
                  .method(operation.method(), HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              BodyHandlers.ofString()));
    }
    for (String field : operation.fields()) {
      for (String value : FuzzInputs.VALUES) {
        send(operation, null, "", "{\"%s\":%s}".formatted(field, value), "application/json");
      }
      send(operation, null, "", "{\"%s\":1,\"%s\":2}".formatted(field, field), "application/json");
    }
    for (String type :
        List.of("text/plain", "application/xml", "nonsense", "a/b; charset=utf-16")) {
      send(operation, null, "", "{\"a\":1}", type);
    }
    return FuzzInputs.BODIES.size()
        + operation.fields().size() * (FuzzInputs.VALUES.size() + 1)
        + 4;
  }

  private int headers(Operation operation) throws IOException, InterruptedException {
    List<String> accepts =
        List.of("text/csv", "nonsense", "*/*;q=x", "application/json;q=0", "a".repeat(2_000));
    for (String accept : accepts) {
      check(
          operation,
          accept,
          http.send(
              request(operation, null, "")
                  .header("Accept", accept)
                  .method(operation.method(), HttpRequest.BodyPublishers.noBody())
                  .build(),
              BodyHandlers.ofString()));
    }
    for (String method : List.of("HEAD", "OPTIONS", "DELETE", "PUT", "PATCH", "TRACE", "BREW")) {
      check(
          operation,
          method,
          http.send(
              request(operation, null, "")
                  .method(method, HttpRequest.BodyPublishers.noBody())
                  .build(),
              BodyHandlers.ofString()));
    }
    return accepts.size() + 7;
  }

  private void send(Operation operation, Parameter parameter, String text, String body, String type)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(operation, parameter, text);
    HttpRequest.BodyPublisher content =
        operation.hasBody()
            ? HttpRequest.BodyPublishers.ofString(body)
            : HttpRequest.BodyPublishers.noBody();
    if (operation.hasBody()) {
      request.header("Content-Type", type);
    }
    check(
        operation,
        parameter + " = " + text + ", " + type + " " + body,
        http.send(request.method(operation.method(), content).build(), BodyHandlers.ofString()));
  }

  private static HttpRequest.Builder request(Operation operation, Parameter chosen, String text) {
    String path = operation.path();
    for (Parameter parameter : operation.parameters()) {
      if (parameter.in().equals("path")) {
        String value = parameter.equals(chosen) ? text : "nope";
        path = path.replace("{" + parameter.name() + "}", encode(value));
      }
    }
    boolean query = chosen != null && chosen.in().equals("query");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d%s%s"
                        .formatted(
                            RestAssured.port,
                            path,
                            query ? "?" + chosen.name() + "=" + encode(text) : "")))
            .timeout(Duration.ofSeconds(20));
    if (chosen != null && chosen.in().equals("header")) {
      request.header(chosen.name(), text);
    }
    return request;
  }

  private static void check(Operation operation, Object sent, HttpResponse<String> answer) {
    String shown = String.valueOf(sent);
    String what =
        "%s %s with %s"
            .formatted(
                operation.method(),
                operation.path(),
                shown.substring(0, Math.min(shown.length(), 200)));
    assertThat(answer.statusCode()).as(what + " -> " + answer.body()).isLessThan(500);
    assertThat(answer.headers().firstValue("X-Injected")).as(what).isEmpty();
    if (answer.statusCode() >= 400 && !answer.request().method().equals("HEAD")) {
      assertThat(answer.headers().firstValue("Content-Type"))
          .as(what + " -> " + answer.statusCode() + answer.body())
          .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
      assertThat(answer.body())
          .as(what)
          .doesNotContain("Exception", "\tat ", "dev.streamify", "java.", "com.fasterxml")
          .hasSizeLessThan(1_500);
      try {
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(CODES).as(what).contains(problem.path("code").asText());
        assertThat(problem.path("status").asInt()).as(what).isEqualTo(answer.statusCode());
        assertThat(problem.path("request_id").asText()).as(what).isNotBlank();
      } catch (IOException e) {
        throw new AssertionError(what, e);
      }
    }
  }

  private static List<Operation> operations() throws IOException {
    JsonNode api = JSON.readTree(RestAssured.get("/q/openapi?format=json").asString());
    List<Operation> operations = new ArrayList<>();
    api.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            operations.add(
                                Operation.of(
                                    api, path.getKey(), method.getKey(), method.getValue()))));
    return operations.stream().filter(operation -> operation.path().startsWith("/api/")).toList();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** What may be asked for, as the service describes it. */
  private record Operation(
      String path,
      String method,
      List<Parameter> parameters,
      boolean hasBody,
      List<String> fields) {
    static Operation of(JsonNode api, String path, String method, JsonNode node) {
      List<Parameter> parameters = new ArrayList<>();
      node.path("parameters")
          .forEach(
              p -> parameters.add(new Parameter(p.path("name").asText(), p.path("in").asText())));
      List<String> fields = new ArrayList<>();
      node.path("requestBody")
          .path("content")
          .forEach(
              content -> {
                JsonNode schema = content.path("schema");
                String reference = schema.path("$ref").asText();
                JsonNode resolved = reference.isEmpty() ? schema : api.at(reference.substring(1));
                resolved.path("properties").fieldNames().forEachRemaining(fields::add);
              });
      return new Operation(
          path, method.toUpperCase(Locale.ROOT), parameters, node.has("requestBody"), fields);
    }
  }

  private record Parameter(String name, String in) {}
}
