package dev.streamify.docker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/**
 * docker-compose.yml, read as far as tests need it, so that there is one description of how
 * containers are run.
 *
 * @param services by name, in the order of the file
 */
record ComposeFile(Map<String, ComposeService> services) {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\$|\\$\\{([A-Z0-9_]+)(?:(:-|:\\?)([^}]*))?}");

  /** The file with these variables filled in. */
  static ComposeFile read(Map<String, String> variables) {
    Map<?, ?> file = new Yaml().load(Project.read("docker-compose.yml"));
    Map<String, ComposeService> services = new LinkedHashMap<>();
    ((Map<?, ?>) file.get("services"))
        .forEach(
            (name, service) ->
                services.put(
                    (String) name,
                    ComposeService.of((String) name, (Map<?, ?>) interpolate(service, variables))));
    return new ComposeFile(services);
  }

  /** Those of no profile, each behind all that it depends on. */
  List<ComposeService> inStartOrder() {
    List<ComposeService> ordered = new ArrayList<>();
    services.values().stream()
        .filter(service -> service.profiles().isEmpty())
        .forEach(service -> add(service, ordered));
    return ordered;
  }

  private void add(ComposeService service, List<ComposeService> ordered) {
    if (!ordered.contains(service)) {
      service.dependsOn().keySet().forEach(name -> add(services.get(name), ordered));
      ordered.add(service);
    }
  }

  private static Object interpolate(Object value, Map<String, String> variables) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> filled = new LinkedHashMap<>();
      map.forEach((key, element) -> filled.put(key, interpolate(element, variables)));
      return filled;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(element -> interpolate(element, variables)).toList();
    }
    if (value instanceof String text) {
      return VARIABLE
          .matcher(text)
          .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(fill(match, variables)));
    }
    return value;
  }

  private static String fill(MatchResult match, Map<String, String> variables) {
    if (match.group(1) == null) {
      return "$";
    }
    Optional<String> value =
        Optional.ofNullable(variables.get(match.group(1))).filter(text -> !text.isEmpty());
    if (":-".equals(match.group(2))) {
      return value.orElse(match.group(3));
    }
    return value.orElseThrow(
        () -> new IllegalArgumentException("docker-compose.yml needs " + match.group(1)));
  }
}
