package dev.streamify.sim.replay;

import dev.streamify.contract.EventContract;
import dev.streamify.sim.event.EventSource;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Placeholder. */
public final class NdjsonReplay {
  private NdjsonReplay() {}

  /** Placeholder. */
  public static EventSource of(Path folder, EventContract contract, Consumer<String> notices) {
    throw new UnsupportedOperationException("not yet");
  }
}
