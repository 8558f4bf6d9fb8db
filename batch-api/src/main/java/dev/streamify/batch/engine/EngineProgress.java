package dev.streamify.batch.engine;

/**
 * How far a session's newest statement is.
 *
 * @param session the engine's name of the session
 * @param operation the engine's name of the statement's execution
 * @param statements statements executed so far, with this one
 * @param stages stages known so far
 * @param stagesDone those that are done
 * @param tasks tasks known so far
 * @param tasksDone those that are done
 * @param bytesRead bytes read so far
 */
public record EngineProgress(
    String session,
    String operation,
    int statements,
    int stages,
    int stagesDone,
    long tasks,
    long tasksDone,
    long bytesRead) {}
