package dev.streamify.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.testcontainers.utility.DockerImageName;

/**
 * Images built from what {@code mvn package} left. The base image is {@code BASE_IMAGE} of the
 * environment, so that no registry is needed where there is none.
 *
 * <p>By Docker's own client: it sends the build's files uncompressed, which is several times as
 * fast as the client library does it.
 */
final class Images {
  private static final String BASE =
      Optional.ofNullable(System.getenv("BASE_IMAGE")).orElse("eclipse-temurin:17-jre");

  private static final Set<String> BUILT = ConcurrentHashMap.newKeySet();

  private Images() {}

  /** The image of one of our processes. */
  static DockerImageName of(String module) {
    return build("streamify/" + module, "docker/Dockerfile", "MODULE=" + module);
  }

  /** What stands in for somebody else's image. */
  static DockerImageName standIn(String name) {
    return build("streamify-stand-in/" + name, "docker/stand-ins/Dockerfile", "STAND_IN=" + name);
  }

  private static DockerImageName build(String repository, String dockerfile, String argument) {
    String name = repository + ":" + Project.TEST_TAG;
    if (BUILT.add(name)) {
      List<String> command = new ArrayList<>(List.of("docker", "build", "-q", "-f", dockerfile));
      command.addAll(List.of("--build-arg", "BASE_IMAGE=" + BASE, "--build-arg", argument));
      command.addAll(List.of("-t", name, "."));
      run(command);
    }
    return DockerImageName.parse(name);
  }

  private static void run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(Project.ROOT.toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + System.lineSeparator() + said);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, e);
    }
  }
}
