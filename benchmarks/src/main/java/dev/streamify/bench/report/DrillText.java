package dev.streamify.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Drills, for people. */
final class DrillText {
  private DrillText() {}

  static String of(List<DrillReport> drills) {
    StringBuilder text = new StringBuilder();
    text.append(
        """

        | drill | lost | doubled in bronze | doubled in silver | lost in silver | back | seconds | verdict |
        |---|---|---|---|---|---|---|---|
        """);
    for (DrillReport each : drills) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %,d | %,d | %,d | %s | %s | %s |%n",
              each.drill(),
              sum(each, FaultReport.Stream::lost),
              sum(each, FaultReport.Stream::doubledInBronze),
              sum(each, FaultReport.Stream::doubledInSilver),
              sum(each, FaultReport.Stream::lostInSilver),
              each.byItself() ? "by itself" : "with the documented hand",
              each.seconds().entrySet().stream()
                  .map(it -> String.format(Locale.ROOT, "%s %.1f", it.getKey(), it.getValue()))
                  .collect(Collectors.joining(", ")),
              each.verdict().isEmpty() ? "as promised" : "WRONG"));
    }
    drills.forEach(drill -> details(drill, text));
    return text.toString();
  }

  private static long sum(DrillReport drill, ToLongFunction<FaultReport.Stream> count) {
    return drill.streams().stream().mapToLong(count).sum();
  }

  private static void details(DrillReport drill, StringBuilder text) {
    text.append(
        String.format(
            Locale.ROOT, "%n%s (seed %d): %s.%n%n", drill.drill(), drill.seed(), drill.what()));
    for (DrillReport.Told told : drill.told()) {
      text.append(
          String.format(
              Locale.ROOT,
              "- told after %.0f s: %s %s: %s%n",
              told.afterS(),
              told.alert(),
              told.subject(),
              told.cause()));
    }
    drill.hand().forEach(step -> text.append("- hand: ").append(step).append('\n'));
    for (FaultReport.Stream each : drill.streams()) {
      text.append(
          String.format(
              Locale.ROOT,
              "- %s: %,d produced, %,d rows in bronze, %,d dead letters, %,d in silver%n",
              each.name(),
              each.produced(),
              each.bronze(),
              each.deadLetters(),
              each.silver()));
    }
    if (!drill.revived().isEmpty()) {
      text.append("- ended by themselves and started again: ").append(drill.revived()).append('\n');
    }
    drill.verdict().forEach(wrong -> text.append("- WRONG: ").append(wrong).append('\n'));
  }
}
