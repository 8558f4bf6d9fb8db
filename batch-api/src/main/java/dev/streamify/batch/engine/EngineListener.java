package dev.streamify.batch.engine;

/** Hears what a session does. */
public interface EngineListener {
  /** Nobody listens. */
  EngineListener NOBODY =
      new EngineListener() {
        @Override
        public void beforeStatement(String statement) {}

        @Override
        public void progress(EngineProgress now) {}
      };

  /** A statement is about to be executed; what this throws prevents it. */
  void beforeStatement(String statement);

  /** How far the newest statement is. Comes on another thread, several times a second. */
  void progress(EngineProgress now);
}
