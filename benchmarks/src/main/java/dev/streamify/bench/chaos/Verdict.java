package dev.streamify.bench.chaos;

import dev.streamify.bench.report.FaultReport;
import java.util.ArrayList;
import java.util.List;

/** What the platform promises, held against the counts. */
public final class Verdict {
  private Verdict() {}

  /** What is wrong, a line each. */
  static List<String> of(List<FaultReport.Stream> streams) {
    return of(streams, false);
  }

  /**
   * What is wrong, a line each.
   *
   * @param readAgain whether bronze may have rows twice, as what was there has been read again on
   *     purpose
   */
  public static List<String> of(List<FaultReport.Stream> streams, boolean readAgain) {
    List<String> wrong = new ArrayList<>();
    for (FaultReport.Stream stream : streams) {
      expectNone(
          wrong, stream, "raw records that were not produced", stream.raw() - stream.produced());
      expectNone(wrong, stream, "records lost", stream.lost());
      if (!readAgain) {
        expectNone(wrong, stream, "rows doubled in bronze", stream.doubledInBronze());
      }
      expectNone(wrong, stream, "rows doubled in silver", stream.doubledInSilver());
      expectNone(wrong, stream, "events lost in silver", stream.lostInSilver());
    }
    return List.copyOf(wrong);
  }

  private static void expectNone(
      List<String> wrong, FaultReport.Stream stream, String what, long count) {
    if (count != 0) {
      wrong.add("%s: %,d %s".formatted(stream.name(), count, what));
    }
  }
}
