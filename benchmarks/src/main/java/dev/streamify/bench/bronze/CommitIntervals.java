package dev.streamify.bench.bronze;

import dev.streamify.bench.base.BenchException;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often what is committed.
 *
 * @param bronze between commits of a table, and between micro-batches
 * @param ofStreams the same of single streams, by name, where sinks differ; Structured Streaming
 *     has one interval for all
 * @param enrich between the transactions of enrich-streams; its own default if left away
 */
public record CommitIntervals(
    Duration bronze, Map<String, Duration> ofStreams, Optional<Duration> enrich) {

  /** Refuses streams that there are not. */
  public CommitIntervals {
    ofStreams = Map.copyOf(ofStreams);
    List<String> known =
        EventContract.standard().streams().stream().map(EventStream::name).toList();
    if (!known.containsAll(ofStreams.keySet())) {
      throw BenchException.unusable(
          "commit intervals for %s: the streams are %s".formatted(ofStreams.keySet(), known));
    }
  }

  /** One for all tables, and the service's own. */
  static CommitIntervals every(Duration interval) {
    return new CommitIntervals(interval, Map.of(), Optional.empty());
  }

  /** Between commits of the stream's sink. */
  Duration of(EventStream stream) {
    return ofStreams.getOrDefault(stream.name(), bronze);
  }

  /** The longest one of a table. */
  Duration longest() {
    return ofStreams.values().stream().reduce(bronze, (a, b) -> a.compareTo(b) < 0 ? b : a);
  }
}
