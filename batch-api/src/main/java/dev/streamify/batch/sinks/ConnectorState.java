package dev.streamify.batch.sinks;

/** What a connector, or a task of it, is. The words are Connect's, but for the last one. */
public enum ConnectorState {
  /** It is at work. It says nothing about whether data lands. */
  RUNNING,
  /** Somebody has paused it. */
  PAUSED,
  /** Somebody has stopped it: it has no tasks. */
  STOPPED,
  /** It has ended with an error, and stays so until somebody restarts it. */
  FAILED,
  /** No worker has it, or it is in a state that this version does not know. */
  UNASSIGNED,
  /** A worker is about to start it again. */
  RESTARTING,
  /** It is not registered. */
  MISSING;

  static ConnectorState of(String text) {
    for (ConnectorState state : values()) {
      if (state != MISSING && state.name().equals(text)) {
        return state;
      }
    }
    return UNASSIGNED;
  }
}
