package dev.streamify.enrich.record;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link RecordFuzzing} begins with, and what it once found: each a file. */
class RecordInputsTest {
  private static final EveryStream STREAMS = new EveryStream();

  static List<Path> inputs() throws IOException, URISyntaxException {
    Path folder = Path.of(RecordInputsTest.class.getResource("RecordFuzzingInputs").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void anInputIsEnrichedOrRejectedByTheContract(Path input) throws IOException {
    STREAMS.assertRight(Files.readAllBytes(input));
  }
}
