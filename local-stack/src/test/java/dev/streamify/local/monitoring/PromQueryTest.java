package dev.streamify.local.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PromQueryTest {
  @Test
  void functionsOperatorsLabelsAndNumbersAreNoMetrics() {
    PromQuery query =
        PromQuery.parse(
            "histogram_quantile(0.95, sum by (le, stream) (rate(a_bucket{stream=~\"$s\"}[5m])))"
                + " / 1e3 > 2 unless on (stream) b == 0 # c\n or clamp_min(d offset 5m, 0)");

    assertThat(query.selectors())
        .extracting(Selector::metric)
        .containsExactly("a_bucket", "b", "d");
    assertThat(query.grouping()).containsExactly("le", "stream");
  }

  @Test
  void matchersAreReadWithTheirOperatorAndValue() {
    assertThat(PromQuery.parse("a{x=\"1, }\", y!~'z'}").selectors())
        .containsExactly(
            new Selector(
                "a",
                List.of(
                    new Selector.Matcher("x", "=", "1, }"), new Selector.Matcher("y", "!~", "z"))));
  }

  @Test
  void labelsThatAQueryMakesAreKnown() {
    assertThat(
            PromQuery.parse(
                    "label_replace(max by (x) (a{h=\"l\"}), \"made\", \"$1\", \"x\", \"(.+)\")")
                .made())
        .containsExactly("made");
  }

  @Test
  void aSelectorWithoutNameIsRefused() {
    assertThatThrownBy(() -> PromQuery.parse("sum({job=\"x\"})")).hasMessageContaining("name");
  }

  @Test
  void aSelectorWantsTheValueThatItNamesAndTheLabelsOfItsPatterns() {
    List<Series> scraped = Series.parse("# HELP a b\na{x=\"1\",y=\"q\\\"\"} 3.0\nb 1\n", "j");

    assertThat(found("a{x=\"1\"}", scraped)).isTrue();
    assertThat(found("a{y=~\"anything\",job=\"j\"}", scraped)).isTrue();
    assertThat(found("a{x=\"2\"}", scraped)).isFalse();
    assertThat(found("a{z!=\"2\"}", scraped)).isFalse();
    assertThat(found("ab", scraped)).isFalse();
  }

  private static boolean found(String selector, List<Series> scraped) {
    return scraped.stream().anyMatch(PromQuery.parse(selector).selectors().get(0)::matches);
  }
}
