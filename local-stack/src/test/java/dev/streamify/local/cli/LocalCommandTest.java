package dev.streamify.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalCommandTest {
  private final PrintStream originalErr = System.err;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void captureErrors() {
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restoreErrors() {
    System.setErr(originalErr);
  }

  @ParameterizedTest
  @CsvSource({
    "--events=many, many",
    "--events=-1, -1",
    "--duplicates=1.5, 1.5",
    "--malformed=NaN, NaN",
    "--rate=-3, -3",
    "--replay=/does/not/exist, /does/not/exist",
    "--kafka-port=70000, 70000",
    "--no-such-argument, --no-such-argument"
  })
  void aWrongArgumentIsOneClearLineWithTheValue(String argument, String value) {
    assertThat(LocalCommand.run(new String[] {argument})).isEqualTo(2);
    assertThat(message()).contains(value).hasLineCount(1);
  }

  @Test
  void eventsAndReplayExcludeEachOther(@TempDir Path folder) {
    assertThat(LocalCommand.run(new String[] {"--events=5", "--replay=" + folder})).isEqualTo(2);
    assertThat(message()).contains("--events").contains("--replay").hasLineCount(1);
  }

  @Test
  void aPortInUseIsNamedWithTheArgumentThatChangesIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int code = LocalCommand.run(new String[] {"--kafka-port=" + taken.getLocalPort()});

      assertThat(code).isEqualTo(2);
      assertThat(message())
          .contains("port " + taken.getLocalPort())
          .contains("--kafka-port")
          .hasLineCount(1);
    }
  }

  @Test
  void aReportThatCannotBeWrittenIsToldBeforeAnythingStarts(@TempDir Path folder) {
    assertThat(LocalCommand.run(new String[] {"--report=" + folder})).isEqualTo(2);
    assertThat(message()).contains(folder.toString()).contains("--report").hasLineCount(1);
  }

  private String message() {
    return err.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void aDataDirectoryThatCannotBeWrittenIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");

    assertThat(
            LocalCommand.run(
                new String[] {
                  "--data-dir=" + file.resolve("data"),
                  "--kafka-port=0",
                  "--connect-port=0",
                  "--connect-metrics-port=0",
                  "--enrich-port=0",
                  "--batch-port=0",
                  "--spark-port=0",
                  "--spark-ui-port=0"
                }))
        .isEqualTo(2);
    assertThat(message()).contains(file.toString()).contains("--data-dir").hasLineCount(1);
  }
}
