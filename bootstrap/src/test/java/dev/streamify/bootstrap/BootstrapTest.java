package dev.streamify.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.bootstrap.base.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody is told whose settings cannot be used, or whose servers are away. */
class BootstrapTest {
  private static final String SECRET = "never-to-be-seen";

  private final Map<String, String> variables =
      new HashMap<>(Map.of("STREAMIFY_BOOTSTRAP_TIMEOUT", "1"));
  private String told = "";

  private int run(String... arguments) {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    try {
      return Bootstrap.run(new Environment(variables), arguments);
    } finally {
      System.setErr(before);
      told = errors.toString(StandardCharsets.UTF_8);
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void a_setting_that_is_missing_is_named() {
    assertThat(run("topics")).isEqualTo(2);
    assertThat(told).contains("KAFKA_BOOTSTRAP_SERVERS is not set");
    assertThat(run("catalog")).isEqualTo(2);
    assertThat(told).contains("STREAMIFY_BOOTSTRAP_STORAGE_LOCATION is not set");
    variables.put("STREAMIFY_BOOTSTRAP_STORAGE_LOCATION", "s3://bucket");
    assertThat(run("catalog")).isEqualTo(2);
    assertThat(told).contains("POLARIS_ROOT_CREDENTIAL is not set");
  }

  @Test
  void a_setting_that_cannot_be_used_is_named_with_its_value() {
    variables.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092");
    variables.put("STREAMIFY_TOPICS_PARTITIONS", "many");
    assertThat(run("topics")).isEqualTo(2);
    assertThat(told).contains("STREAMIFY_TOPICS_PARTITIONS is 'many'");

    variables.put("STREAMIFY_BOOTSTRAP_STORAGE_LOCATION", "/somewhere");
    assertThat(run("catalog")).isEqualTo(2);
    assertThat(told).contains("'/somewhere'", "s3://BUCKET/PATH");
  }

  @Test
  void a_credential_is_never_shown() throws IOException {
    variables.put("STREAMIFY_BOOTSTRAP_STORAGE_LOCATION", "s3://bucket");
    variables.put("POLARIS_URL", "http://127.0.0.1:" + closedPort());
    variables.put("POLARIS_ROOT_CREDENTIAL", SECRET);
    assertThat(run("catalog")).isEqualTo(2);
    assertThat(told).contains("POLARIS_ROOT_CREDENTIAL").doesNotContain(SECRET);

    variables.put("POLARIS_ROOT_CREDENTIAL", "root:" + SECRET);
    assertThat(run("catalog")).isEqualTo(1);
    assertThat(told).contains("Polaris at http://127.0.0.1:", "start it").doesNotContain(SECRET);
    assertThat(new Environment(variables).toString()).doesNotContain(SECRET);
  }

  @Test
  void a_server_that_is_away_is_waited_for_and_then_named() throws IOException {
    String address = "127.0.0.1:" + closedPort();
    variables.put("KAFKA_BOOTSTRAP_SERVERS", address);
    variables.put("STREAMIFY_KAFKA_DEFAULT_API_TIMEOUT_MS", "1000");
    variables.put("STREAMIFY_KAFKA_REQUEST_TIMEOUT_MS", "900");
    assertThat(run("topics")).isEqualTo(1);
    assertThat(told).contains("gave up after 1 s", address);

    variables.put("CONNECT_URL", "http://" + address);
    variables.put("STREAMIFY_SINKS_DIR", "../connect-config/sinks");
    assertThat(run("sinks")).isEqualTo(1);
    assertThat(told).contains("Kafka Connect at http://" + address, "CONNECT_URL");
  }

  @Test
  void a_folder_without_sink_files_is_named(@TempDir Path folder) {
    variables.put("STREAMIFY_SINKS_DIR", folder.toString());
    assertThat(run("sinks")).isEqualTo(2);
    assertThat(told).contains(folder.toString(), "holds no sink files");
  }
}
