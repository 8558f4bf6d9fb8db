package dev.streamify.sim.event;

import dev.streamify.contract.EventContract;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts records as they pass. For one thread. */
public final class TruthCounter {
  private final Map<String, Map<RawEvent.Kind, long[]>> counts = new HashMap<>();

  /** Begins at zero for every stream of the contract. */
  public TruthCounter(EventContract contract) {
    contract.streams().forEach(stream -> counts.put(stream.name(), newCounts()));
  }

  /** Counts one more record. */
  public void count(RawEvent event) {
    counts.computeIfAbsent(event.stream(), stream -> newCounts()).get(event.kind())[0]++;
  }

  /** What was counted so far. */
  public Truth truth() {
    TreeMap<String, StreamTruth> streams = new TreeMap<>();
    counts.forEach((stream, kinds) -> streams.put(stream, toTruth(kinds)));
    return new Truth(streams);
  }

  private static Map<RawEvent.Kind, long[]> newCounts() {
    Map<RawEvent.Kind, long[]> kinds = new EnumMap<>(RawEvent.Kind.class);
    for (RawEvent.Kind kind : RawEvent.Kind.values()) {
      kinds.put(kind, new long[1]);
    }
    return kinds;
  }

  private static StreamTruth toTruth(Map<RawEvent.Kind, long[]> kinds) {
    long late = kinds.get(RawEvent.Kind.LATE)[0];
    return new StreamTruth(
        kinds.get(RawEvent.Kind.BASE)[0] + late,
        kinds.get(RawEvent.Kind.DUPLICATE)[0],
        kinds.get(RawEvent.Kind.MALFORMED)[0],
        late);
  }
}
