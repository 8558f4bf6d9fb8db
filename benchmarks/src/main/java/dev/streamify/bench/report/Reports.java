package dev.streamify.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.List;
import java.util.Locale;

/** A report for people and for programs. */
public final class Reports {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Reports() {}

  /** JSON, snake_case, indented. */
  public static String json(Report report) {
    try {
      return JSON.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report always is JSON", e);
    }
  }

  /** Markdown: times are medians with least and most. */
  public static String markdown(Report report) {
    StringBuilder text = new StringBuilder();
    text.append("# Benchmark: ").append(report.benchmark()).append("\n\n");
    report
        .environment()
        .forEach(
            (name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
    comparisons(report.comparisons(), text);
    report.races().forEach(race -> race(race, text));
    report.steady().forEach(steady -> text.append(SteadyText.of(steady)));
    report.flatness().ifPresent(flatness -> flatness(flatness, text));
    report.faults().ifPresent(faults -> text.append(FaultText.of(faults)));
    if (!report.drills().isEmpty()) {
      text.append(DrillText.of(report.drills()));
    }
    report.soak().ifPresent(soak -> text.append(SoakText.of(soak)));
    if (!report.notes().isEmpty()) {
      text.append('\n');
      report.notes().forEach(note -> text.append("- ").append(note).append('\n'));
    }
    return text.toString();
  }

  private static void comparisons(List<Comparison> comparisons, StringBuilder text) {
    if (comparisons.isEmpty()) {
      return;
    }
    text.append(
        """

        | work | rows read | rows written | Streamify s | Streamify CPU s | DuckDB s | DuckDB CPU s | CPU ratio | target | |
        |---|---|---|---|---|---|---|---|---|---|
        """);
    for (Comparison each : comparisons) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %,d | %s | %s | %s | %s | %.1f | %s | %s |%n",
              each.work(),
              each.rowsRead(),
              each.rowsWritten(),
              each.streamify().wallS().text(),
              each.streamify().cpuS().text(),
              each.duckdb().wallS().text(),
              each.duckdb().cpuS().text(),
              each.cpuRatio(),
              each.targetCpuRatio().map(target -> "≤ " + target).orElse("–"),
              each.met().map(Reports::verdict).orElse("")));
    }
  }

  private static void race(Race race, StringBuilder text) {
    text.append(
        String.format(
            Locale.ROOT,
            """

            %s, %,d records:

            | program | records/s | s per million | CPU s per million | CPU ratio | target | | memory, MiB |
            |---|---|---|---|---|---|---|---|
            """,
            race.work(),
            race.records()));
    for (Race.Contender each : race.contenders()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %s | %s | %.2f | %s | %s | %s |%n",
              each.name(),
              each.recordsPerSecond(),
              each.perMillion().wallS().text(),
              each.perMillion().cpuS().text(),
              each.cpuRatio(),
              each.targetCpuRatio().map(target -> "≤ " + target).orElse("–"),
              each.met().map(Reports::verdict).orElse(""),
              each.perMillion().samples().stream()
                  .flatMapToLong(sample -> sample.peakMemoryMib().stream())
                  .max()
                  .stream()
                  .mapToObj(mib -> String.format(Locale.ROOT, "%,d", mib))
                  .findFirst()
                  .orElse("")));
    }
  }

  private static void flatness(Flatness flatness, StringBuilder text) {
    text.append(
        """

        | history, silver rows | increment, rows | Streamify s | Streamify CPU s |
        |---|---|---|---|
        """);
    for (Flatness.History each : flatness.histories()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %,d | %,d | %s | %s |%n",
              each.rows(),
              flatness.incrementRows(),
              each.streamify().wallS().text(),
              each.streamify().cpuS().text()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%nLargest to smallest history: time ratio %.2f (limit %.1f: %s), CPU ratio %.2f.%n",
            flatness.timeRatio(),
            flatness.limit(),
            verdict(flatness.met()),
            flatness.cpuRatio()));
  }

  private static String verdict(boolean met) {
    return met ? "met" : "MISSED";
  }
}
