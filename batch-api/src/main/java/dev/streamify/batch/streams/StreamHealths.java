package dev.streamify.batch.streams;

import dev.streamify.batch.flow.FlowMonitor;
import dev.streamify.batch.flow.FlowState;
import dev.streamify.batch.flow.Hop;
import dev.streamify.batch.flow.StreamFlow;
import dev.streamify.batch.flow.Waiting;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges streams by what waits and what moves, never by what processes say of themselves: a
 * connector that is RUNNING may land nothing (apache/iceberg#13117).
 */
@Singleton
public class StreamHealths {
  private final EventContract contract;
  private final FlowMonitor flow;
  private final StreamLimits limits;
  private final StreamCauses causes;

  StreamHealths(
      EventContract contract, FlowMonitor flow, StreamLimits limits, StreamCauses causes) {
    this.contract = contract;
    this.flow = flow;
    this.limits = limits;
    this.causes = causes;
  }

  /** All streams as they were seen last, in the order of the contract. */
  public List<StreamHealth> all() {
    return contract.streams().stream().map(this::of).toList();
  }

  /** A stream as it was seen last. */
  public StreamHealth of(EventStream stream) {
    return flow.latest()
        .map(state -> of(stream, state))
        .orElseGet(() -> unknown(stream, "nothing was looked at yet"));
  }

  private StreamHealth of(EventStream stream, FlowState state) {
    StreamFlow seen = state.stream(stream.name()).orElseThrow();
    List<Trouble> troubles = new ArrayList<>();
    for (Hop hop : Hop.values()) {
      seen.waiting(hop)
          .flatMap(waiting -> judge(stream, state, hop, waiting))
          .ifPresent(troubles::add);
    }
    if (seen.deadLetterShare() > limits.deadLetterShare()) {
      troubles.add(
          new Trouble(
              StreamStatus.DEAD_LETTERING,
              Optional.empty(),
              causes.deadLetters(stream, seen.deadLetterShare())));
    }
    troubles.sort(Comparator.comparing(Trouble::status));
    Optional<String> away = state.kafkaTrouble().or(state::catalogTrouble);
    if (troubles.isEmpty() && away.isPresent()) {
      return unknown(stream, away.get());
    }
    return new StreamHealth(
        stream.name(), troubles.isEmpty() ? StreamStatus.OK : troubles.get(0).status(), troubles);
  }

  private static StreamHealth unknown(EventStream stream, String reason) {
    return new StreamHealth(
        stream.name(),
        StreamStatus.UNKNOWN,
        List.of(new Trouble(StreamStatus.UNKNOWN, Optional.empty(), reason)));
  }

  private Optional<Trouble> judge(EventStream stream, FlowState state, Hop hop, Waiting waiting) {
    boolean toSilver = hop == Hop.DEDUP;
    Duration stalledAfter = toSilver ? limits.silverStalledAfter() : limits.stalledAfter();
    Duration lateAfter = toSilver ? limits.silverLateAfter() : limits.lateAfter();
    if (waiting.stalled().compareTo(stalledAfter) > 0) {
      return Optional.of(trouble(StreamStatus.STALLED, stream, state, hop, waiting));
    }
    return waiting.oldest().compareTo(lateAfter) > 0
        ? Optional.of(trouble(StreamStatus.LATE, stream, state, hop, waiting))
        : Optional.empty();
  }

  private Trouble trouble(
      StreamStatus status, EventStream stream, FlowState state, Hop hop, Waiting waiting) {
    String seen =
        waiting.records() == 0
            ? "what was consumed is not in the table"
            : String.format(Locale.ROOT, "%,d records wait", waiting.records());
    return new Trouble(
        status,
        Optional.of(hop),
        "%s: %s, for %d s, and nothing has moved for %d s: %s"
            .formatted(
                hop.text(),
                seen,
                waiting.oldest().toSeconds(),
                waiting.stalled().toSeconds(),
                causes.of(stream, hop, state)));
  }
}
