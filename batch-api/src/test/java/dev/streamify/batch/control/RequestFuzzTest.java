package dev.streamify.batch.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.increments.DateRange;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Bodies and parameters made of what matters to their readers: each is understood, within its
 * bounds, or refused as the sender's mistake. The service itself is asked by OpenApiFuzzTest, which
 * does not come so far as to start runs. {@code -Dfuzz.requests} and {@code -Dfuzz.seed} try
 * others.
 */
class RequestFuzzTest {
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 40_000);
  private static final long SEED = Long.getLong("fuzz.seed", 8);
  private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);
  private static final List<String> NAMES =
      List.of("mode", "from", "to", "chunk_days", "parallelism", "FROM", "", "\\u0066rom");
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "1",
          "-1",
          "16",
          "17",
          "366",
          "1.0",
          "1e2",
          "1e999",
          "2147483648",
          "\"\"",
          "\"full\"",
          "\"incremental\"",
          "\"Full\"",
          "\"1970-01-01\"",
          "\"1969-12-31\"",
          "\"2026-01-31\"",
          "\"2026-02-30\"",
          "\"9999-12-31\"",
          "\"+10000-01-01\"",
          "\"\\u0032026-01-31\"",
          "\"\\ud800\"",
          "[]",
          "{}",
          "[\"full\"]",
          "9".repeat(1_100));
  private static final List<String> PARAMETERS =
      List.of(
          "",
          "0",
          "1",
          "500",
          "501",
          "007",
          "-1",
          "\u0661",
          "99999999999",
          "true",
          "TRUE",
          "FAILED",
          "FAILED,",
          "failed",
          "QUEUED,RUNNING",
          "2026-01-31",
          "2026-01-31T00:00:00Z",
          "2026-01-31T25:00:00Z",
          "+999999999-12-31T23:59:59Z",
          "-1-01-01",
          "T",
          "\u0000",
          "%");

  private final Random random = new Random(SEED);

  @Test
  void everyBodyIsUnderstoodOrRefused() {
    int understood = 0;
    for (int i = 0; i < REQUESTS; i++) {
      String body = body();
      Optional<RunRequestParser.Asked> run = ask(body, () -> RunRequestParser.run(body));
      run.ifPresent(asked -> assertUsable(body, asked.range()));
      Optional<RunRequestParser.Backfill> backfill =
          ask(body, () -> RunRequestParser.backfill(body));
      backfill.ifPresent(asked -> assertUsable(body, asked.range()));
      understood += run.isPresent() || backfill.isPresent() ? 1 : 0;
    }
    assertThat(understood).isBetween(REQUESTS / 50, REQUESTS / 2);
  }

  @Test
  void everyParameterIsUnderstoodOrRefused() {
    for (int i = 0; i < REQUESTS; i++) {
      String text = damaged(any(PARAMETERS));
      Optional<String> given = Optional.of(text);
      ask(text, () -> RunQuery.limit(given))
          .ifPresent(limit -> assertThat(limit).as(text).isBetween(1, 500));
      ask(text, () -> RunQuery.states(given))
          .ifPresent(states -> assertThat(states).as(text).isNotEmpty());
      ask(text, () -> RunQuery.time("from", given).orElseThrow())
          .ifPresent(time -> assertThat(time.getEpochSecond()).as(text).isNotNegative());
      ask(text, () -> RunQuery.flag("top_level", given));
      ask(text, () -> RunQuery.cursor(text));
      ask(text, () -> RunQuery.runId(text));
    }
  }

  /** What was understood; nothing when it was refused. Anything else that is thrown is a defect. */
  private static <T> Optional<T> ask(String sent, Supplier<T> reader) {
    try {
      return Optional.of(reader.get());
    } catch (ApiException refusal) {
      assertThat(refusal).as(sent).hasMessageMatching("(?s).{5,}");
      return Optional.empty();
    }
  }

  private static void assertUsable(String body, DateRange range) {
    range.from().ifPresent(from -> assertThat(from).as(body).isBetween(FIRST, LAST));
    range.to().ifPresent(to -> assertThat(to).as(body).isBetween(FIRST, LAST));
    if (range.from().isPresent() && range.to().isPresent()) {
      assertThat(range.from().get()).as(body).isBeforeOrEqualTo(range.to().get());
    }
  }

  private String body() {
    StringBuilder body = new StringBuilder("{");
    for (int count = random.nextInt(4); count > 0; count--) {
      body.append('"').append(any(NAMES)).append("\":").append(any(VALUES));
      body.append(count > 1 ? "," : "");
    }
    return damaged(body.append('}').toString());
  }

  /** The text, or one in three times with something cut out of it or put into it. */
  private String damaged(String text) {
    int at = random.nextInt(text.length() + 1);
    return switch (random.nextInt(6)) {
      case 0 -> text.substring(0, at);
      case 1 ->
          text.substring(0, at)
              + any(List.of("\"", "}", ",", "\u0000", " ", "\ud83c"))
              + text.substring(at);
      default -> text;
    };
  }

  private String any(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
