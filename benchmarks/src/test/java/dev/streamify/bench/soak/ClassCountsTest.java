package dev.streamify.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassCountsTest {
  private static final String ASKED = "org.example.Session";

  private static String histogram(int sessions, int strings) {
    return """
         num     #instances         #bytes  class name (module)
        -------------------------------------------------------
           1:         %1$7d         %2$8d  java.lang.String (java.base@17.0.9)
           2:            10            400  [B (java.base@17.0.9)
        %3$s
         999:         %4$7d         %5$8d  org.example.Session
        Total           5000        1234567
        """
        .formatted(
            strings,
            strings * 24,
            IntStream.range(3, 900)
                .mapToObj(i -> "%4d:   1   16  org.example.Other%d".formatted(i, i))
                .collect(Collectors.joining("\n")),
            sessions,
            sessions * 40);
  }

  @Test
  void theWholeAndTheClassThatWasAskedForAreKnown() {
    ClassCounts counts = ClassCounts.parse(histogram(3, 100), ASKED);

    assertThat(counts.bytes()).isEqualTo(1_234_567);
    assertThat(counts.instances(ASKED)).isEqualTo(3);
    assertThat(counts.instances("[B")).isEqualTo(10);
    assertThat(counts.instances("org.example.Unheard")).isZero();
    assertThat(counts.classes()).hasSizeLessThan(450);
  }

  @Test
  void whatHasBecomeMoreIsToldMostFirst() {
    ClassCounts before = ClassCounts.parse(histogram(3, 100), ASKED);
    ClassCounts after = ClassCounts.parse(histogram(5, 1_100), ASKED);

    assertThat(after.growthSince(before))
        .containsExactly(
            "`java.lang.String`: +1,000 objects, +24,000 bytes",
            "`org.example.Session`: +2 objects, +80 bytes");
    assertThat(before.growthSince(after)).isEmpty();
  }

  @Test
  void anotherAnswerIsRefused() {
    assertThatThrownBy(() -> ClassCounts.parse("The JVM is shutting down", ASKED))
        .hasMessageContaining("shutting down");
  }
}
