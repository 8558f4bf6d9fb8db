package dev.streamify.bench.report;

import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A steady load, for people. */
final class SteadyText {
  private SteadyText() {}

  static String of(SteadyLoad load) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            """

            %,d events/s for %.0f s:

            | program | committed/s | freshness p50, s | p99, s | most, s | cores | CPU ratio | files/minute | commits/minute | memory, MiB | aims |
            |---|---|---|---|---|---|---|---|---|---|---|
            """,
            load.ratePerSecond(),
            load.measuredS()));
    for (SteadyLoad.Contender each : load.contenders()) {
      SteadyLoad.Measurement measured = each.measured();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %.2f | %.2f | %.2f | %.2f | %.2f | %.0f | %.0f | %s | %s |%n",
              measured.name(),
              measured.eventsPerSecond(),
              measured.freshnessS().p50(),
              measured.freshnessS().p99(),
              measured.freshnessS().max(),
              measured.cores(),
              each.cpuRatio(),
              measured.filesPerMinute(),
              measured.commitsPerMinute(),
              measured.peakMemoryMib().isPresent()
                  ? String.format(Locale.ROOT, "%,d", measured.peakMemoryMib().getAsLong())
                  : "",
              new TreeMap<>(each.aims())
                  .entrySet().stream()
                      .map(aim -> aim.getKey() + (aim.getValue() ? " met" : " MISSED"))
                      .collect(Collectors.joining(", "))));
    }
    return text.toString();
  }
}
