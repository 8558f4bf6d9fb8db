package dev.streamify.bootstrap.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.bootstrap.base.BootstrapException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project's sink files, damaged: each is still a sink, with all that the preflight asks of it,
 * or is refused with its path and the reason. {@code -Dfuzz.files} and {@code -Dfuzz.seed} try
 * others.
 */
class SinkFileFuzzTest {
  private static final int FILES = Integer.getInteger("fuzz.files", 4_000);
  private static final long SEED = Long.getLong("fuzz.seed", 8);
  private static final Path SINKS = Path.of("..", "connect-config", "sinks");
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          "\\",
          ",",
          ":",
          "null",
          "1e999",
          "\"name\":[],",
          "\"config\":",
          "\\ud800",
          "\u0000",
          "9".repeat(1_200),
          "[".repeat(1_200));

  private final Random random = new Random(SEED);

  @TempDir private Path folder;

  @Test
  void aDamagedFileIsASinkOrIsRefusedWithItsPath() throws IOException {
    List<byte[]> originals =
        SinkFile.all(SINKS).stream().map(sink -> read(sink.name() + ".json")).toList();
    Path file = folder.resolve("damaged.json");
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] damaged = damage(originals.get(i % originals.size()));
      Files.write(file, damaged);
      refused += isRefused(file, "file %d, seed %d".formatted(i, SEED)) ? 1 : 0;
    }
    assertThat(refused).isBetween(FILES / 20, FILES * 19 / 20);
  }

  private boolean isRefused(Path file, String which) {
    try {
      SinkFile sink = SinkFile.all(folder).get(0);
      assertThat(sink.name()).as(which).isNotEmpty();
      for (String key : List.of("connector.class", "topics", "iceberg.control.topic")) {
        assertThat(sink.setting(key)).as(which).isNotNull();
      }
      return false;
    } catch (BootstrapException refusal) {
      assertThat(refusal.exitCode()).as(which).isEqualTo(2);
      assertThat(refusal).as(which).hasMessageContaining(file.getFileName().toString());
      return true;
    }
  }

  private static byte[] read(String name) {
    try {
      return Files.readAllBytes(SINKS.resolve(name));
    } catch (IOException e) {
      throw new AssertionError("the project's own files are there", e);
    }
  }

  private byte[] damage(byte[] json) {
    int at = random.nextInt(json.length);
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(json, at);
      case 1 -> replace(json, at, at + 1, new byte[] {(byte) random.nextInt()});
      case 2 -> replace(json, at, Math.min(json.length, at + 1 + random.nextInt(60)), new byte[0]);
      case 3 -> new byte[random.nextInt(4)];
      default ->
          replace(
              json,
              at,
              at,
              PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
    };
  }

  private static byte[] replace(byte[] json, int from, int to, byte[] by) {
    byte[] result = new byte[json.length - (to - from) + by.length];
    System.arraycopy(json, 0, result, 0, from);
    System.arraycopy(by, 0, result, from, by.length);
    System.arraycopy(json, to, result, from + by.length, json.length - to);
    return result;
  }
}
