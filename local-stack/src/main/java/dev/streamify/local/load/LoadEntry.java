package dev.streamify.local.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A load in the journal: enough to go on with it, byte for byte, after a crash.
 *
 * @param request what was asked
 * @param seed seed of simulation and faults
 * @param startedAt the simulation ends about then; also when the load began, UTC
 * @param startOffsets by {@code topic-partition}, the end of each raw partition before the load
 * @param truth counts of what was fed, once all of it was
 * @param done whether the load was reconciled
 */
record LoadEntry(
    LoadRequest request,
    long seed,
    Instant startedAt,
    Map<String, Long> startOffsets,
    Optional<JsonNode> truth,
    boolean done) {

  /** Reads the JSON null of the journal as what it stands for. */
  LoadEntry {
    truth = truth.filter(node -> !node.isNull());
  }

  LoadEntry fed(JsonNode fedTruth) {
    return new LoadEntry(request, seed, startedAt, startOffsets, Optional.of(fedTruth), done);
  }

  LoadEntry reconciled() {
    return new LoadEntry(request, seed, startedAt, startOffsets, truth, true);
  }
}
