package dev.streamify.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Versions stand in the parent pom; manifests repeat them. */
class VersionsTest {
  private static final String POM = Yaml.text(SourceFiles.ROOT.resolve("pom.xml"));

  @Test
  void brokersAndWorkersAreOfTheVersionOfTheClients() {
    assertThat(SourceFiles.resource("Kafka", "streamify").at("/spec/kafka/version").asText())
        .isEqualTo(pom("<kafka.version>([^<]+)</kafka.version>"));
  }

  @Test
  void imagesOfOursAreOfTheProjectsVersion() {
    String version = pom("<artifactId>streamify</artifactId>\\s*<version>([^<]+)</version>");

    assertThat(SourceFiles.resources())
        .flatMap(
            resource ->
                Pattern.compile("\"(streamify/[a-z-]+:[^\"]+)\"")
                    .matcher(resource.node().toString())
                    .results()
                    .map(match -> match.group(1))
                    .toList())
        .hasSizeGreaterThan(6)
        .allSatisfy(image -> assertThat(image).endsWith(":" + version));
    assertThat(Yaml.text(SourceFiles.ROOT.resolve("docs/kubernetes.md")))
        .contains("streamify/connect-strimzi:" + version);
    assertThat(Yaml.text(SourceFiles.FOLDER.resolve("images/connect/Dockerfile")))
        .contains("streamify/connect-strimzi:" + version);
  }

  private static String pom(String pattern) {
    Matcher match = Pattern.compile(pattern).matcher(POM);
    assertThat(match.find()).as("pom.xml has %s", pattern).isTrue();
    return match.group(1);
  }
}
