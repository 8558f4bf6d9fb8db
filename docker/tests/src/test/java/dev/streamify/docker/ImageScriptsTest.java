package dev.streamify.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that start and look at every process of ours, in a folder laid out as an image. */
class ImageScriptsTest {
  @TempDir private Path home;
  private HttpServer server;
  private volatile int status = 200;

  /** How a script ended. */
  private record Ended(int exitCode, String output) {}

  @BeforeEach
  void layOut() throws IOException {
    Files.createDirectories(home.resolve("roles"));
    for (String script : List.of("run", "health")) {
      Path copy = home.resolve("bin").resolve(script);
      Files.createDirectories(copy.getParent());
      Files.copy(Project.ROOT.resolve("docker/image").resolve(script), copy);
    }
    // Tells what Java would have been started with.
    Path java = executable(home.resolve("path/java"), "#!/bin/bash\nprintf '%s\\n' \"$@\"\nenv\n");
    assertThat(java).isExecutable();
    Files.writeString(home.resolve("image.env"), "");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/q/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void health_follows_the_port_that_the_process_was_given() throws Exception {
    String port = Integer.toString(server.getAddress().getPort());
    image("QUARKUS_HTTP_PORT=1", "HEALTH=QUARKUS_HTTP_PORT/q/health/ready");

    assertThat(run(Map.of(), "health").exitCode()).as("nobody listens there").isNotZero();
    assertThat(run(Map.of("QUARKUS_HTTP_PORT", port), "health").exitCode()).isZero();

    image("QUARKUS_HTTP_PORT=" + port, "HEALTH=QUARKUS_HTTP_PORT/q/health/ready");
    assertThat(run(Map.of(), "health").exitCode()).isZero();
  }

  @Test
  void a_process_that_answers_anything_but_200_is_not_healthy_and_says_what() throws Exception {
    image("HEALTH=%d/q/health/ready".formatted(server.getAddress().getPort()));
    assertThat(run(Map.of(), "health").exitCode()).isZero();

    status = 503;

    Ended ended = run(Map.of(), "health");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output()).contains("503");
  }

  @Test
  void a_port_without_a_path_has_to_be_open_and_no_port_is_no_demand() throws Exception {
    image("SPARK_CONNECT_PORT=" + server.getAddress().getPort(), "HEALTH=SPARK_CONNECT_PORT");
    assertThat(run(Map.of(), "health").exitCode()).isZero();
    assertThat(run(Map.of("SPARK_CONNECT_PORT", "1"), "health").exitCode()).isNotZero();
    assertThat(run(Map.of("HEALTH", ""), "health").exitCode()).isZero();
  }

  @Test
  void the_environment_wins_over_the_file_of_secrets_and_that_over_the_image() throws Exception {
    image("# comment", "A=of the image", "B=of the image", "C=of the image");
    Path secrets = home.resolve("secrets.env");
    Files.writeString(secrets, "B=of the file\nC=of the file\nD=a=b c$(id)\nnot a variable\n");

    Ended ended = run(Map.of("STREAMIFY_ENV_FILE", secrets.toString(), "C", "given"), "run");

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output().lines())
        .contains("A=of the image", "B=of the file", "C=given", "D=a=b c$(id)");
  }

  @Test
  void a_file_of_secrets_that_is_not_there_is_named() throws Exception {
    Ended ended = run(Map.of("STREAMIFY_ENV_FILE", home.resolve("none.env").toString()), "run");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.output()).contains("none.env").contains("STREAMIFY_ENV_FILE");
  }

  @Test
  void the_heap_is_a_share_of_the_memory_and_options_and_arguments_are_passed_on()
      throws Exception {
    Files.writeString(home.resolve("roles/worker"), "");

    Ended ended =
        run(
            Map.of("JAVA_OPTS", "-Da=1 -Db=2", "STREAMIFY_ARGS", "--last one"),
            "run",
            "worker",
            "--first");

    assertThat(ended.output().lines())
        .containsSubsequence("-XX:MaxRAMPercentage=60", "-Da=1", "-Db=2")
        .containsSubsequence("--first", "--last", "one")
        .anyMatch(line -> line.startsWith("@") && line.endsWith("/roles/worker"));
    assertThat(run(Map.of("STREAMIFY_HEAP_PERCENT", "40"), "run").output())
        .contains("-XX:MaxRAMPercentage=40")
        .contains("/roles/main");
  }

  private void image(String... lines) throws IOException {
    Files.writeString(home.resolve("image.env"), String.join("\n", lines) + "\n");
  }

  private static Path executable(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Ended run(Map<String, String> environment, String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("bash", home.resolve("bin/" + script).toString()));
    command.addAll(List.of(arguments));
    Path output = home.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    Map<String, String> all = new HashMap<>(environment);
    all.put("PATH", home.resolve("path") + ":" + System.getenv("PATH"));
    builder.environment().clear();
    builder.environment().putAll(all);
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(script + " ends").isTrue();
    return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }
}
