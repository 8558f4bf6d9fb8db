package dev.streamify.sim.event;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was produced, so that everything behind it can be held against it.
 *
 * @param streams by name, every stream of the contract
 */
public record Truth(SortedMap<String, StreamTruth> streams) {

  /** Copies the map. */
  public Truth {
    streams = Collections.unmodifiableSortedMap(new TreeMap<>(streams));
  }

  /** The sum over all streams. */
  public StreamTruth total() {
    return streams.values().stream().reduce(StreamTruth.NONE, StreamTruth::plus);
  }

  /**
   * As JSON: {@code
   * {"listen_events":{"base":…,"duplicates":…,"malformed":…,"late":…,"produced":…},…}}.
   */
  public String toJson() {
    return streams.entrySet().stream()
        .map(entry -> "\"%s\":%s".formatted(entry.getKey(), toJson(entry.getValue())))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String toJson(StreamTruth truth) {
    return "{\"base\":%s,\"duplicates\":%s,\"malformed\":%s,\"late\":%s,\"produced\":%s}"
        .formatted(
            truth.base(), truth.duplicates(), truth.malformed(), truth.late(), truth.produced());
  }
}
