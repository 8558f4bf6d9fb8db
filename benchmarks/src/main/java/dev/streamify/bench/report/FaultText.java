package dev.streamify.bench.report;

import java.util.Locale;

/** What became of every event, for people. */
final class FaultText {
  private FaultText() {}

  static String of(FaultReport report) {
    StringBuilder text = new StringBuilder();
    streams(report, text);
    faults(report, text);
    recovery(report, text);
    if (!report.revived().isEmpty()) {
      text.append("Ended by themselves and started again: ").append(report.revived()).append('\n');
    }
    report.leftOut().forEach(reason -> text.append("Left out: ").append(reason).append('\n'));
    text.append(
        report.verdict().isEmpty()
            ? "\nNothing lost, nothing doubled.\n"
            : "\nWRONG: " + String.join("; ", report.verdict()) + "\n");
    return text.toString();
  }

  private static void streams(FaultReport report, StringBuilder text) {
    text.append(
        """

        | stream | produced | raw | bronze | dead letters | lost | doubled in bronze | silver | doubled in silver | lost in silver |
        |---|---|---|---|---|---|---|---|---|---|
        """);
    for (FaultReport.Stream each : report.streams()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d |%n",
              each.name(),
              each.produced(),
              each.raw(),
              each.bronze(),
              each.deadLetters(),
              each.lost(),
              each.doubledInBronze(),
              each.silver(),
              each.doubledInSilver(),
              each.lostInSilver()));
    }
  }

  private static void faults(FaultReport report, StringBuilder text) {
    text.append("\n| | fault | caught up after, s |\n|---|---|---|\n");
    for (int index = 0; index < report.faults().size(); index++) {
      FaultReport.Entry fault = report.faults().get(index);
      text.append(
          String.format(
              Locale.ROOT, "| %d | %s | %.1f |%n", index + 1, fault.fault(), fault.recoveryS()));
    }
  }

  private static void recovery(FaultReport report, StringBuilder text) {
    text.append(
        """

        | kind of fault | faults | caught up after, s: median | p95 | longest |
        |---|---|---|---|---|
        """);
    for (FaultReport.OfKind each : report.recoveryByKind()) {
      recovery(each.kind(), each.faults(), each.recoveryS(), text);
    }
    report.recoveryS().ifPresent(all -> recovery("all", report.faults().size(), all, text));
    text.append('\n');
  }

  private static void recovery(
      String kind, int faults, FaultReport.Quantiles times, StringBuilder text) {
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.1f | %.1f | %.1f |%n",
            kind,
            faults,
            times.p50(),
            times.p95(),
            times.max()));
  }
}
