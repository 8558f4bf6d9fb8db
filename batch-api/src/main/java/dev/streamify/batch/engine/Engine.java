package dev.streamify.batch.engine;

import java.util.Map;

/** Where jobs' SQL is executed. */
public interface Engine {
  /**
   * Opens a session for one run. Nothing of it is seen by other runs.
   *
   * @param runId marks everything that the session executes
   * @param settings session settings in the engine's own names
   * @throws EngineException when the engine is away; known within seconds
   */
  EngineSession open(String runId, Map<String, String> settings);

  /** Whether somebody listens where the engine should be; cheap, may be a few seconds old. */
  EngineHealth health();

  /**
   * State of the engine.
   *
   * @param reachable whether it accepts connections
   * @param detail its address, and what is wrong with it
   */
  record EngineHealth(boolean reachable, String detail) {}
}
