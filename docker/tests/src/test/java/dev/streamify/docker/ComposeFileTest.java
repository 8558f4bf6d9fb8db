package dev.streamify.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class ComposeFileTest {
  private static final Pattern PINNED = Pattern.compile("[^:]+:[^:]*\\d[^:]*");

  private final ComposeFile compose = ComposeFile.read(Settings.random().variables());

  @Test
  void every_image_is_pinned_to_a_version() {
    assertThat(compose.services().values())
        .allSatisfy(service -> assertThat(service.image()).matches(PINNED));
  }

  @Test
  void every_process_of_ours_has_an_image_and_no_rights() {
    assertThat(compose.services().values())
        .filteredOn(service -> service.module().isPresent())
        .allSatisfy(
            service -> {
              assertThat(Project.ROOT.resolve("docker/modules/" + service.module().orElseThrow()))
                  .isDirectoryContaining(file -> file.endsWith("roles"))
                  .isDirectoryContaining(file -> file.endsWith("layout"));
              assertThat(service.readOnly()).as(service.name()).isTrue();
            });
  }

  @Test
  void ports_are_published_on_loopback_only() {
    Map<?, ?> file = new Yaml().load(Project.read("docker-compose.yml"));
    List<String> ports = new ArrayList<>();
    ((Map<?, ?>) file.get("services"))
        .values()
        .forEach(
            service -> {
              if (((Map<?, ?>) service).get("ports") instanceof List<?> published) {
                published.forEach(port -> ports.add((String) port));
              }
            });
    assertThat(ports).hasSizeGreaterThan(8).allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void what_one_waits_for_can_come_true() {
    for (ComposeService service : compose.services().values()) {
      service
          .dependsOn()
          .forEach(
              (name, condition) -> {
                ComposeService other = compose.services().get(name);
                assertThat(other).as("%s of %s", name, service.name()).isNotNull();
                assertThat(condition.equals("service_completed_successfully"))
                    .as("%s waits for %s: %s", service.name(), name, condition)
                    .isEqualTo(other.oneShot());
              });
    }
  }

  @Test
  void the_example_gives_every_password_and_nothing_else_does() throws Exception {
    Map<String, String> example = new HashMap<>();
    Files.readAllLines(Project.ROOT.resolve(".env.example")).stream()
        .filter(line -> line.matches("[A-Z0-9_]+=.*"))
        .map(line -> line.split("=", 2))
        .forEach(pair -> example.put(pair[0], pair[1]));

    ComposeFile.read(example);

    assertThat(example).allSatisfy((name, value) -> assertThat(value).as(name).isNotEmpty());
    assertThat(Project.read("docker-compose.yml"))
        .doesNotContainPattern("(?i)(PASSWORD|SECRET|SHA256|TOKEN|KEY)[A-Z_]*:-");
  }

  @Test
  void the_example_tells_of_everything_that_can_be_chosen_with_its_default() {
    String example = Project.read(".env.example");
    Pattern.compile("\\$\\{([A-Z0-9_]+)(?::-([^}]*))?")
        .matcher(Project.read("docker-compose.yml"))
        .results()
        .forEach(
            variable -> {
              assertThat(example).containsPattern("\\b" + variable.group(1) + "\\b");
              // Names of images are too long for a list, and of no use in it.
              if (variable.group(2) != null && !variable.group(1).endsWith("_IMAGE")) {
                assertThat(example).contains(variable.group(1) + "=" + variable.group(2));
              }
            });
  }
}
