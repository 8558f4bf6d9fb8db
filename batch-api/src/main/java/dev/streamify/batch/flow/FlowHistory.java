package dev.streamify.batch.flow;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the streams moved lately: ten-second intervals of the last hour, minutes of the last day. It
 * is in memory, of a fixed size (1,800 samples a stream), and empty after a start; Prometheus keeps
 * what is older.
 */
@Singleton
public class FlowHistory {
  /** The longest time that can be asked for. */
  public static final Duration LONGEST = Duration.ofDays(1);

  private static final Duration FINE_FOR = Duration.ofHours(1);

  private final Map<String, Series> fine = new HashMap<>();
  private final Map<String, Series> coarse = new HashMap<>();

  /** Remembers a look; one within the interval of the last one that was kept changes nothing. */
  synchronized void add(FlowState state) {
    for (StreamFlow flow : state.streams()) {
      Map<Hop, Long> waiting = new EnumMap<>(Hop.class);
      flow.waiting().forEach((hop, waits) -> waiting.put(hop, waits.records()));
      FlowSample sample = new FlowSample(state.seenAt(), flow.records(), waiting);
      fine.computeIfAbsent(flow.stream(), name -> new Series(Duration.ofSeconds(10), FINE_FOR))
          .add(sample);
      coarse
          .computeIfAbsent(flow.stream(), name -> new Series(Duration.ofMinutes(1), LONGEST))
          .add(sample);
    }
  }

  /**
   * The intervals since a moment, oldest first; costs as much as it returns.
   *
   * @param stream the stream's name
   * @param back how far back, up to {@link #LONGEST}
   * @param now UTC
   */
  public synchronized List<FlowPoint> since(String stream, Duration back, Instant now) {
    Series series = (back.compareTo(FINE_FOR) <= 0 ? fine : coarse).get(stream);
    return series == null ? List.of() : series.since(now.minus(back));
  }

  /** Samples at a distance from each other. */
  private static final class Series {
    private final Duration interval;
    private final Duration kept;
    private final Deque<FlowSample> samples = new ArrayDeque<>();

    Series(Duration interval, Duration kept) {
      this.interval = interval;
      this.kept = kept;
    }

    void add(FlowSample sample) {
      if (!samples.isEmpty() && sample.at().isBefore(samples.getLast().at().plus(interval))) {
        return;
      }
      samples.addLast(sample);
      while (samples.getFirst().at().isBefore(sample.at().minus(kept))) {
        samples.removeFirst();
      }
    }

    List<FlowPoint> since(Instant from) {
      List<FlowPoint> points = new ArrayList<>();
      FlowSample before = null;
      for (FlowSample sample : samples) {
        if (before != null && !sample.at().isBefore(from)) {
          points.add(between(before, sample));
        }
        before = sample;
      }
      return points;
    }

    private static FlowPoint between(FlowSample before, FlowSample after) {
      double seconds = Duration.between(before.at(), after.at()).toMillis() / 1_000.0;
      Map<StreamFlow.Stage, Double> perSecond = new EnumMap<>(StreamFlow.Stage.class);
      after
          .records()
          .forEach(
              (stage, count) -> {
                Long earlier = before.records().get(stage);
                if (earlier != null && count >= earlier) {
                  perSecond.put(stage, (count - earlier) / seconds);
                }
              });
      return new FlowPoint(after.at(), perSecond, after.waitingRecords());
    }
  }
}
