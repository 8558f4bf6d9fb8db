package dev.streamify.batch.engine;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where jobs' SQL is executed. */
public interface Engine {
  /**
   * What a session is opened for. Nothing of it is seen by other sessions.
   *
   * @param tag marks everything that the session executes
   * @param correlation what it belongs to, as a second mark
   * @param session its name on the engine, so that somebody else can end it
   * @param settings session settings in the engine's own names
   * @param listener hears what it does
   */
  record Request(
      String tag,
      Optional<String> correlation,
      UUID session,
      Map<String, String> settings,
      EngineListener listener) {
    /** For something that belongs to nothing else. */
    public Request(
        String tag, UUID session, Map<String, String> settings, EngineListener listener) {
      this(tag, Optional.empty(), session, settings, listener);
    }
  }

  /**
   * Opens a session.
   *
   * @throws EngineException when the engine is away; known within seconds
   */
  EngineSession open(Request request);

  /**
   * Ends a session that its owner left behind, and whatever it still executes.
   *
   * @throws EngineException when the engine is away
   */
  void abandon(UUID session);

  /** The engine's version, as this client expects it. */
  String version();

  /**
   * Whether the engine listens and answers; takes a second or so, may be a few seconds old. That it
   * hangs is known a while later.
   */
  EngineHealth health();

  /**
   * State of the engine.
   *
   * @param reachable whether it accepts connections and answers
   * @param detail its address, and what is wrong with it
   */
  record EngineHealth(boolean reachable, String detail) {}
}
