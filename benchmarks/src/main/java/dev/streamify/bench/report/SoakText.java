package dev.streamify.bench.report;

import java.util.Locale;

/** What the platform used, for people. */
final class SoakText {
  private SoakText() {}

  static String of(SoakReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            """

            %.0f s, %,d samples; %,d raw records, %,d rows of bronze; runs %s:

            | what | unit | second quarter | last quarter | limit | most | |
            |---|---|---|---|---|---|---|
            """,
            report.measuredS(),
            report.samples(),
            report.raw(),
            report.bronze(),
            report.runs()));
    for (Trend each : report.trends()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.1f | %.1f | %.1f | %.1f | %s |%n",
              each.what(),
              each.unit(),
              each.secondQuarter(),
              each.lastQuarter(),
              each.limit(),
              each.most(),
              each.bounded() ? "bounded" : "GREW"));
    }
    report
        .growth()
        .forEach(
            (process, classes) -> {
              text.append("\nWhat has become more in ").append(process).append(":\n\n");
              classes.forEach(line -> text.append("- ").append(line).append('\n'));
            });
    text.append(
        report.verdict().isEmpty()
            ? "\nEverything stayed within its bounds.\n"
            : "\nWRONG: " + String.join("; ", report.verdict()) + "\n");
    return text.toString();
  }
}
