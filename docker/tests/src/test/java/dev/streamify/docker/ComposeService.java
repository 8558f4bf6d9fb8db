package dev.streamify.docker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A service of docker-compose.yml.
 *
 * @param name its name, which is its host name on the network
 * @param image its image, with tag
 * @param entrypoint what replaces the image's, if anything
 * @param command what replaces the image's, if anything
 * @param environment variables
 * @param volumes named volumes, {@code name:path[:ro]}; none that bind the host's folders
 * @param dependsOn other services and the condition that they have to meet
 * @param profiles empty for what always runs
 * @param oneShot whether it ends by itself
 * @param readOnly whether its root file system is read-only
 * @param memoryBytes its limit, 0 for none
 * @param publishedPorts ports of the container that the host sees
 * @param healthTest the command that tells health, if it is not the image's own
 */
record ComposeService(
    String name,
    String image,
    List<String> entrypoint,
    List<String> command,
    Map<String, String> environment,
    List<String> volumes,
    Map<String, String> dependsOn,
    List<String> profiles,
    boolean oneShot,
    boolean readOnly,
    long memoryBytes,
    List<Integer> publishedPorts,
    Optional<List<String>> healthTest) {

  static ComposeService of(String name, Map<?, ?> yaml) {
    Map<String, String> environment = new LinkedHashMap<>();
    map(yaml.get("environment")).forEach((key, value) -> environment.put(key, text(value)));
    Object health = map(yaml.get("healthcheck")).get("test");
    return new ComposeService(
        name,
        text(yaml.get("image")),
        texts(yaml.get("entrypoint")),
        texts(yaml.get("command")),
        environment,
        texts(yaml.get("volumes")).stream().filter(volume -> !volume.startsWith(".")).toList(),
        dependencies(yaml.get("depends_on")),
        texts(yaml.get("profiles")),
        "no".equals(yaml.get("restart")),
        Boolean.TRUE.equals(yaml.get("read_only")),
        bytes(text(yaml.get("mem_limit"))),
        texts(yaml.get("ports")).stream().map(ComposeService::containerPort).toList(),
        health == null ? Optional.empty() : Optional.of(texts(health).subList(1, 4)));
  }

  /** The module that the image is made of; empty for images of others. */
  Optional<String> module() {
    return image.startsWith("streamify/")
        ? Optional.of(image.substring("streamify/".length(), image.indexOf(':')))
        : Optional.empty();
  }

  private static Map<String, String> dependencies(Object value) {
    Map<String, String> dependencies = new LinkedHashMap<>();
    if (value instanceof List<?> names) {
      names.forEach(name -> dependencies.put((String) name, "service_started"));
    } else {
      map(value)
          .forEach(
              (name, rule) -> dependencies.put(name, text(((Map<?, ?>) rule).get("condition"))));
    }
    return dependencies;
  }

  private static Map<String, Object> map(Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> yaml) {
      yaml.forEach((key, element) -> map.put((String) key, element));
    }
    return map;
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(ComposeService::text).toList()
        : List.of();
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  private static int containerPort(String port) {
    return Integer.parseInt(port.substring(port.lastIndexOf(':') + 1));
  }

  private static long bytes(String size) {
    if (size.isEmpty()) {
      return 0;
    }
    long number = Long.parseLong(size.substring(0, size.length() - 1));
    String unit = size.substring(size.length() - 1).toLowerCase(Locale.ROOT);
    return number * (unit.equals("g") ? 1L << 30 : 1L << 20);
  }
}
