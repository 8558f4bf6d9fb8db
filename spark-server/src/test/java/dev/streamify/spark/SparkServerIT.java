package dev.streamify.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server as a process. */
class SparkServerIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  @TempDir Path folder;
  private Process server;

  @AfterEach
  void stop() throws InterruptedException {
    server.destroyForcibly().waitFor();
  }

  @Test
  void itServesWarmAndEndsWithItsParent() throws Exception {
    System.setProperty("h2.bindAddress", "127.0.0.1");
    Server catalog =
        Server.createTcpServer("-tcpPort", "0", "-baseDir", folder.toString(), "-ifNotExists")
            .start();
    try {
      int port = freePort();
      start(port, catalog.getPort());

      awaitOutput("Spark Connect is ready on sc://127.0.0.1:" + port);
      assertThat(output()).doesNotContain("warm-up failed").doesNotContain("\tat ");
      // The catalogue was asked: it made its tables.
      assertThat(folder.resolve("catalog.mv.db")).exists();
      assertServesAndEndsWithInput(port);
    } finally {
      catalog.stop();
    }
  }

  @Test
  void aCatalogueThatIsAwayIsAWarning() throws Exception {
    int port = freePort();
    start(port, freePort());

    awaitOutput("Spark Connect is ready on sc://127.0.0.1:" + port);
    assertThat(output()).contains("The warm-up failed");
    assertServesAndEndsWithInput(port);
  }

  private void assertServesAndEndsWithInput(int port) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertThat(socket.isConnected()).isTrue();
    }

    server.getOutputStream().close();
    assertThat(server.waitFor(60, TimeUnit.SECONDS)).as("ends when its input closes").isTrue();
    assertThat(server.exitValue()).isZero();
  }

  @Test
  void aPortInUseIsOneClearLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      start(taken.getLocalPort(), freePort());

      assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isEqualTo(2);
      assertThat(output())
          .contains("port " + taken.getLocalPort())
          .contains("SPARK_CONNECT_PORT")
          .doesNotContain("\tat ");
    }
  }

  private void start(int port, int catalogPort) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@target/jvm.options",
                "-Xmx768m",
                "-Duser.timezone=America/Los_Angeles",
                "-cp",
                "target/jars/*",
                "dev.streamify.spark.SparkServer")
            .redirectErrorStream(true)
            .redirectOutput(log().toFile());
    builder.environment().put("SPARK_CONNECT_PORT", Integer.toString(port));
    builder.environment().put("STREAMIFY_SPARK_WORK_DIR", folder.toString());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_UI_PORT", Integer.toString(freePort()));
    builder.environment().put("STREAMIFY_EXIT_WITH_STDIN", "true");
    builder
        .environment()
        .put("STREAMIFY_CATALOG_CATALOG__IMPL", "org.apache.iceberg.jdbc.JdbcCatalog");
    builder
        .environment()
        .put(
            "STREAMIFY_CATALOG_URI",
            "jdbc:h2:tcp://127.0.0.1:%d/./catalog;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0"
                .formatted(catalogPort));
    builder.environment().put("STREAMIFY_CATALOG_JDBC_SCHEMA__VERSION", "V1");
    builder
        .environment()
        .put("STREAMIFY_CATALOG_IO__IMPL", "org.apache.iceberg.hadoop.HadoopFileIO");
    builder.environment().put("STREAMIFY_CATALOG_WAREHOUSE", folder.toUri().toString());
    server = builder.start();
  }

  private void awaitOutput(String text) {
    Awaitility.await("'" + text + "' in the output")
        .atMost(TIMEOUT)
        .failFast("the server ended", () -> !server.isAlive())
        .until(() -> output().contains(text));
  }

  private String output() throws IOException {
    return Files.exists(log()) ? Files.readString(log()) : "";
  }

  private Path log() {
    return folder.resolve("server.log");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
