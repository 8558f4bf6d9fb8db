package dev.streamify.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * docker-compose.yml, with the values that it takes when no variable is set.
 *
 * @param services by name
 */
record Compose(JsonNode services) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z0-9_]+(?::?[-?]([^}]*))?}");

  static Compose read(Path file) {
    Map<?, ?> content =
        new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).load(Yaml.text(file));
    return new Compose(new JsonMapper().<JsonNode>valueToTree(content).path("services"));
  }

  JsonNode service(String name) {
    JsonNode service = services.path(name);
    if (service.isMissingNode()) {
      throw new AssertionError("docker-compose.yml has no service " + name);
    }
    return service;
  }

  Set<String> variables(String service) {
    return Resources.texts(service(service).path("environment")).keySet();
  }

  String variable(String service, String name) {
    return resolved(service(service).path("environment").path(name).asText());
  }

  String image(String service) {
    return resolved(service(service).path("image").asText());
  }

  /** The ports inside of the container that are published. */
  Set<Integer> ports(String service) {
    return Resources.elements(service(service).path("ports"))
        .map(port -> resolved(port.asText()))
        .map(port -> Integer.valueOf(port.substring(port.lastIndexOf(':') + 1)))
        .collect(Collectors.toSet());
  }

  private static String resolved(String text) {
    return VARIABLE.matcher(text).replaceAll(match -> match.group(1) == null ? "" : match.group(1));
  }
}
