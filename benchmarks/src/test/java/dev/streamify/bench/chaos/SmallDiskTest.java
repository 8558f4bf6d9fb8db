package dev.streamify.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallDiskTest {
  @TempDir private Path folder;

  @Test
  void nothing_can_be_written_while_it_is_full_and_nothing_is_lost() throws IOException {
    assumeTrue(SmallDisk.impossible(folder).isEmpty(), "nothing can be mounted here");
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"))) {
      Path before = Files.write(disk.folder().resolve("before"), new byte[100_000]);
      Path file = disk.folder().resolve("file");

      disk.fill();
      assertThatThrownBy(() -> Files.write(file, new byte[10_000]))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left on device");
      disk.free();

      Files.write(file, new byte[10_000]);
      assertThat(before).hasSize(100_000);
    }
    assertThat(folder).isEmptyDirectory();
  }
}
