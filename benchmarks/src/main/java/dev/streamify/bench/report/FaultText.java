package dev.streamify.bench.report;

import java.util.Locale;

/** What became of every event, for people. */
final class FaultText {
  private FaultText() {}

  static String of(FaultReport report) {
    StringBuilder text = new StringBuilder();
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
    text.append("\n| | fault | caught up after, s |\n|---|---|---|\n");
    for (int index = 0; index < report.faults().size(); index++) {
      FaultReport.Entry fault = report.faults().get(index);
      text.append(
          String.format(
              Locale.ROOT, "| %d | %s | %.1f |%n", index + 1, fault.fault(), fault.recoveryS()));
    }
    report
        .recoveryS()
        .ifPresent(
            recovery ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%nRecovery: median %.1f s, p95 %.1f s, longest %.1f s.%n",
                        recovery.p50(),
                        recovery.p95(),
                        recovery.max())));
    if (!report.revived().isEmpty()) {
      text.append("Ended by themselves and started again: ").append(report.revived()).append('\n');
    }
    text.append(
        report.verdict().isEmpty()
            ? "\nNothing lost, nothing doubled.\n"
            : "\nWRONG: " + String.join("; ", report.verdict()) + "\n");
    return text.toString();
  }
}
