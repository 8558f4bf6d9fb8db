package dev.streamify.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarksCommandTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--rows=5",
        "--rows=many",
        "--histories=1000000,5",
        "--increment=0",
        "--repetitions=0",
        "--cores=0",
        "--report=no/such/folder/result.json",
        "--unheard-of"
      })
  void argumentsThatCannotBeMeasuredAreRefusedBeforeAnythingStarts(String argument) {
    assertThat(BenchmarksCommand.run(new String[] {"silver", argument})).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--minutes=1", "--minutes=1441", "--rate=0", "--rate=some"})
  void aSoakThatShowsNothingIsRefused(String argument) {
    assertThat(BenchmarksCommand.run(new String[] {"soak", argument})).isEqualTo(2);
  }

  @Test
  void helpIsNoFailure() {
    assertThat(BenchmarksCommand.run(new String[] {"silver", "--help"})).isZero();
  }
}
