package dev.streamify.batch.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Adds to the document what all operations have in common: how callers sign in, how requests are
 * refused, and an example of each answer, which real services gave.
 */
@OpenApiFilter(OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class OpenApiDocument implements OASFilter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROBLEM = "Problem";
  private static final String PROBLEM_REF = "#/components/schemas/" + PROBLEM;
  private static final List<ErrorCode> EVERYWHERE =
      List.of(
          ErrorCode.INVALID_REQUEST,
          ErrorCode.UNAUTHORIZED,
          ErrorCode.FORBIDDEN,
          ErrorCode.NOT_ACCEPTABLE,
          ErrorCode.RATE_LIMITED,
          ErrorCode.INTERNAL,
          ErrorCode.DATABASE_UNAVAILABLE);

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document
        .getComponents()
        .addSchema(PROBLEM, problemSchema())
        .addSecurityScheme("bearer", scheme(SecurityScheme.Type.HTTP).scheme("bearer"))
        .addSecurityScheme(
            "apiKey",
            scheme(SecurityScheme.Type.APIKEY).in(SecurityScheme.In.HEADER).name("X-API-Key"));
    document
        .addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme("bearer"))
        .addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme("apiKey"));
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach((method, operation) -> complete(path, method, operation)));
  }

  private static SecurityScheme scheme(SecurityScheme.Type type) {
    return OASFactory.createSecurityScheme()
        .type(type)
        .description("A key of the service, or as bearer also a token of the OpenID provider");
  }

  private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
    if (!path.startsWith("/api/")) {
      return;
    }
    operation.setOperationId(name(path, method));
    List<ErrorCode> refusals = new ArrayList<>(EVERYWHERE);
    if (path.contains("{")) {
      refusals.add(ErrorCode.NOT_FOUND);
    }
    if (method == PathItem.HttpMethod.POST) {
      refusals.addAll(
          List.of(ErrorCode.TOO_LARGE, ErrorCode.UNSUPPORTED_MEDIA_TYPE, ErrorCode.TOO_MANY_RUNS));
    }
    if (path.endsWith("/cancel") || path.endsWith("/resume")) {
      refusals.add(ErrorCode.RUN_ENDED);
    }
    if (hasKey(operation)) {
      refusals.add(ErrorCode.KEY_REUSED);
    }
    if (path.endsWith("/rows") || path.endsWith("/snapshots")) {
      refusals.add(ErrorCode.SNAPSHOT_EXPIRED);
    }
    refusals.forEach(code -> addRefusal(operation, code));
    example(operation.getOperationId()).ifPresent(example -> addExample(operation, example));
  }

  /** The path's words and the method, such as {@code post_jobs_job_runs}. */
  private static String name(String path, PathItem.HttpMethod method) {
    String words = path.replaceFirst("/api/v1/", "").replaceAll("[{}]", "").replace('/', '_');
    return method.name().toLowerCase(Locale.ROOT) + "_" + words;
  }

  private static boolean hasKey(Operation operation) {
    return operation.getParameters() != null
        && operation.getParameters().stream()
            .map(Parameter::getName)
            .anyMatch("Idempotency-Key"::equals);
  }

  private static void addRefusal(Operation operation, ErrorCode code) {
    String status = Integer.toString(code.status());
    APIResponse known = operation.getResponses().getAPIResponse(status);
    if (known != null && known.getContent() != null) {
      return;
    }
    Map<String, Object> example = new LinkedHashMap<>();
    example.put("type", "urn:streamify:problem:" + code.code());
    example.put("title", code.title());
    example.put("status", code.status());
    example.put("detail", "what was wrong, with the value, and what to do");
    example.put("code", code.code());
    example.put("request_id", "6f0c3e5a-7f0e-4b8e-9d55-0e9b2f4f7c11");
    operation
        .getResponses()
        .addAPIResponse(
            status,
            OASFactory.createAPIResponse()
                .description(code.title() + "; docs/errors.md has cause and cure")
                .content(
                    content(
                        Problem.MEDIA_TYPE,
                        OASFactory.createSchema().ref(PROBLEM_REF),
                        JSON.valueToTree(example))));
  }

  private static Content content(String type, Schema schema, JsonNode example) {
    return OASFactory.createContent()
        .addMediaType(type, OASFactory.createMediaType().schema(schema).example(plain(example)));
  }

  private static Object plain(JsonNode example) {
    return JSON.convertValue(example, Object.class);
  }

  private static Optional<JsonNode> example(String operation) {
    String resource = "/openapi/" + operation + ".json";
    try (InputStream in = OpenApiDocument.class.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(JSON.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("the example %s cannot be read".formatted(resource), e);
    }
  }

  private static void addExample(Operation operation, JsonNode example) {
    operation
        .getResponses()
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (status.startsWith("2")) {
                jsonOf(response).setExample(plain(example));
              }
            });
  }

  private static MediaType jsonOf(APIResponse response) {
    if (response.getContent() == null) {
      response.setContent(OASFactory.createContent());
    }
    Content content = response.getContent();
    MediaType json = content.getMediaType("application/json");
    if (json == null) {
      json =
          content.getMediaTypes().isEmpty()
              ? OASFactory.createMediaType()
              : content.getMediaTypes().values().iterator().next();
      content.addMediaType("application/json", json);
    }
    return json;
  }

  private static Schema problemSchema() {
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .description("Problem details as of RFC 9457")
        .addProperty("type", text("identifies the kind of problem"))
        .addProperty("title", text("the kind in words"))
        .addProperty(
            "status",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.INTEGER)
                .description("the HTTP status"))
        .addProperty("detail", text("what was wrong, with the value, and what to do"))
        .addProperty("code", text("stable code, for programs"))
        .addProperty("request_id", text("finds the request in the log"));
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
  }
}
