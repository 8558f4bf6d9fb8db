package dev.streamify.batch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorDocsTest {
  @Test
  void everyCodeIsInTheDocsWithItsStatusCauseAndCureAndNoOther() throws IOException {
    List<List<String>> rows =
        Files.readAllLines(Path.of("..", "docs", "errors.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
            .toList();
    assertThat(rows)
        .extracting(row -> row.get(1).replace("`", "") + " " + row.get(2))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ErrorCode.values())
                .map(code -> code.code() + " " + code.status())
                .toList());
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.get(3)).isNotBlank();
              assertThat(row.get(4)).isNotBlank();
            });
  }
}
