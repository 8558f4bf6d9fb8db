package dev.streamify.bench.report;

import java.util.List;
import java.util.Map;

/**
 * What became of every event in a drill: a fault for which there is a documented hand, or a long
 * time in which nothing happens.
 *
 * @param drill its name
 * @param what was done to the platform
 * @param seed of the events
 * @param told alerts, in their order
 * @param hand what was done for the platform, as the documentation says; empty when it came back by
 *     itself
 * @param seconds what took how long, by name
 * @param streams what came of the events
 * @param revived processes that ended by themselves and were started again
 * @param verdict what is wrong; empty when nothing is
 */
public record DrillReport(
    String drill,
    String what,
    long seed,
    List<Told> told,
    List<String> hand,
    Map<String, Double> seconds,
    List<FaultReport.Stream> streams,
    List<String> revived,
    List<String> verdict) {

  /** Keeps what it was given. */
  public DrillReport {
    told = List.copyOf(told);
    hand = List.copyOf(hand);
    revived = List.copyOf(revived);
    verdict = List.copyOf(verdict);
  }

  /**
   * An alert.
   *
   * @param alert its name
   * @param subject what it is about; empty for the platform
   * @param cause what it said
   * @param afterS when people were told, seconds after the fault
   */
  public record Told(String alert, String subject, String cause, double afterS) {}

  /** Whether nobody had to do anything. */
  public boolean byItself() {
    return hand.isEmpty();
  }
}
