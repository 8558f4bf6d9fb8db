package dev.streamify.batch.streams;

import java.util.List;

/**
 * How a stream is doing.
 *
 * @param stream its name
 * @param status the worst of its troubles, OK without any
 * @param troubles the worst first
 */
public record StreamHealth(String stream, StreamStatus status, List<Trouble> troubles) {
  /** Copies the list. */
  public StreamHealth {
    troubles = List.copyOf(troubles);
  }
}
