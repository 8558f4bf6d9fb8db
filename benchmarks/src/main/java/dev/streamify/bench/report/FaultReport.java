package dev.streamify.bench.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of every event while things went wrong.
 *
 * @param seed of the faults
 * @param faults each, in order
 * @param recoveryS from the end of a fault until all that had been produced by then was in bronze,
 *     seconds
 * @param recoveryByKind the same for each kind of fault, the slowest first
 * @param leftOut kinds that could not be tried here, and why
 * @param streams what came of the events
 * @param revived processes that ended by themselves and were started again
 * @param verdict what is wrong; empty when nothing is
 */
public record FaultReport(
    long seed,
    List<Entry> faults,
    Optional<Quantiles> recoveryS,
    List<OfKind> recoveryByKind,
    List<String> leftOut,
    List<Stream> streams,
    List<String> revived,
    List<String> verdict) {

  /**
   * A fault.
   *
   * @param kind what kind
   * @param fault what, to which process, for how long
   * @param recoveryS seconds until the platform had caught up
   */
  public record Entry(String kind, String fault, double recoveryS) {}

  /**
   * Of recoveries, seconds.
   *
   * @param p50 the median
   * @param p95 95 of 100 are not longer
   * @param max the longest
   */
  public record Quantiles(double p50, double p95, double max) {
    /** Of values, if there are any. */
    public static Optional<Quantiles> of(List<Entry> faults) {
      double[] sorted = faults.stream().mapToDouble(Entry::recoveryS).sorted().toArray();
      return sorted.length == 0
          ? Optional.empty()
          : Optional.of(
              new Quantiles(at(sorted, 0.5), at(sorted, 0.95), sorted[sorted.length - 1]));
    }

    private static double at(double[] sorted, double share) {
      return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
  }

  /**
   * Of the recoveries from one kind of fault, seconds.
   *
   * @param kind the kind
   * @param faults how many there were
   * @param recoveryS from the end of a fault, as for all
   */
  public record OfKind(String kind, int faults, Quantiles recoveryS) {
    /** Of all kinds that happened. */
    public static List<OfKind> all(List<Entry> faults) {
      Map<String, List<Entry>> kinds =
          faults.stream()
              .collect(Collectors.groupingBy(Entry::kind, TreeMap::new, Collectors.toList()));
      return kinds.entrySet().stream()
          .flatMap(
              kind ->
                  Quantiles.of(kind.getValue()).stream()
                      .map(times -> new OfKind(kind.getKey(), kind.getValue().size(), times)))
          .sorted(Comparator.comparingDouble((OfKind each) -> each.recoveryS().p50()).reversed())
          .toList();
    }
  }

  /**
   * What came of a stream's events.
   *
   * @param name the stream
   * @param produced by the simulator's own count
   * @param raw records of the raw topic
   * @param bronze rows
   * @param deadLetters rows of the stream
   * @param lost raw records that are in neither
   * @param doubledInBronze rows whose raw record has another row
   * @param silver rows
   * @param doubledInSilver rows whose event_id has another row
   * @param lostInSilver events of bronze that silver does not have
   */
  public record Stream(
      String name,
      long produced,
      long raw,
      long bronze,
      long deadLetters,
      long lost,
      long doubledInBronze,
      long silver,
      long doubledInSilver,
      long lostInSilver) {}
}
