package dev.streamify.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class JvmOptionsTest {
  @Test
  void theOptionsFileHasWhatSparkAsksFor() throws IOException {
    List<String> options = Files.readAllLines(Path.of("src/main/jvm/jvm.options"));

    assertThat(options).containsAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));
  }
}
