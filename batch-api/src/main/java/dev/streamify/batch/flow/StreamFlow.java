package dev.streamify.batch.flow;

import java.util.Map;
import java.util.Optional;

/**
 * How the records of a stream move.
 *
 * @param stream the stream's name
 * @param records how many there are, by stage; stages that cannot be seen are missing
 * @param waiting what waits, by hop; hops that cannot be seen are missing
 * @param deadLetterShare dead letters among the records that landed lately, 0 to 1
 */
public record StreamFlow(
    String stream, Map<Stage, Long> records, Map<Hop, Waiting> waiting, double deadLetterShare) {

  /** Where records are counted. */
  public enum Stage {
    /** In the raw topic, since it was made. */
    RAW,
    /** Rows of bronze. */
    BRONZE,
    /** The stream's rows in the table of dead letters. */
    DEAD_LETTERS,
    /** Rows of silver. */
    SILVER
  }

  /** Copies the maps. */
  public StreamFlow {
    records = Map.copyOf(records);
    waiting = Map.copyOf(waiting);
  }

  /** What waits for a hop; absent when it cannot be seen. */
  public Optional<Waiting> waiting(Hop hop) {
    return Optional.ofNullable(waiting.get(hop));
  }
}
