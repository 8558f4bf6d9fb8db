package dev.streamify.batch.streams;

import dev.streamify.batch.flow.FlowPoint;
import dev.streamify.batch.flow.Hop;
import dev.streamify.batch.flow.StreamFlow.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a stream moved lately.
 *
 * @param stream its name
 * @param points intervals, oldest first; none right after a start
 */
public record FlowView(String stream, List<PointView> points) {
  static FlowView of(String stream, List<FlowPoint> points) {
    return new FlowView(stream, points.stream().map(FlowView::point).toList());
  }

  private static PointView point(FlowPoint point) {
    return new PointView(
        point.at(),
        rate(point, Stage.RAW),
        rate(point, Stage.BRONZE),
        rate(point, Stage.DEAD_LETTERS),
        rate(point, Stage.SILVER),
        Optional.ofNullable(point.waitingRecords().get(Hop.ENRICH)),
        Optional.ofNullable(point.waitingRecords().get(Hop.LAND)),
        Optional.ofNullable(point.waitingRecords().get(Hop.DEDUP)));
  }

  private static Optional<Double> rate(FlowPoint point, Stage stage) {
    return Optional.ofNullable(point.perSecond().get(stage));
  }

  /**
   * An interval. What could not be seen is missing.
   *
   * @param at its end, UTC
   * @param rawPerSecond records per second into the raw topic
   * @param bronzePerSecond rows per second into bronze
   * @param deadLettersPerSecond rows per second into the table of dead letters
   * @param silverPerSecond rows per second into silver
   * @param enrichWaitingRecords records that waited for enrichment at its end
   * @param landWaitingRecords records that waited for bronze at its end
   * @param dedupWaitingRecords rows that waited for silver at its end
   */
  public record PointView(
      Instant at,
      Optional<Double> rawPerSecond,
      Optional<Double> bronzePerSecond,
      Optional<Double> deadLettersPerSecond,
      Optional<Double> silverPerSecond,
      Optional<Long> enrichWaitingRecords,
      Optional<Long> landWaitingRecords,
      Optional<Long> dedupWaitingRecords) {}
}
