package dev.streamify.batch.control;

import dev.streamify.batch.engine.EngineProgress;
import dev.streamify.batch.runs.RunProgress;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a run is.
 *
 * @param step plan, write, audit, publish, maintain, or the stream that is counted
 * @param rowsToRead rows of its input
 * @param statements statements executed so far
 * @param stages stages of the newest statement
 * @param stagesDone those that are done
 * @param tasks tasks of the newest statement
 * @param tasksDone those that are done
 * @param bytesRead bytes that the newest statement has read
 * @param sparkSession Spark's name of the run's session
 * @param sparkOperation Spark's name of the newest statement's execution
 * @param firstTaskAt when Spark first had a task for it, UTC
 * @param updatedAt when this was so, UTC
 */
public record RunProgressView(
    String step,
    Optional<Long> rowsToRead,
    int statements,
    int stages,
    int stagesDone,
    long tasks,
    long tasksDone,
    long bytesRead,
    Optional<String> sparkSession,
    Optional<String> sparkOperation,
    Optional<Instant> firstTaskAt,
    Instant updatedAt) {

  static RunProgressView of(RunProgress progress) {
    Optional<EngineProgress> engine = progress.engine();
    return new RunProgressView(
        progress.step(),
        progress.rowsToRead(),
        engine.map(EngineProgress::statements).orElse(0),
        engine.map(EngineProgress::stages).orElse(0),
        engine.map(EngineProgress::stagesDone).orElse(0),
        engine.map(EngineProgress::tasks).orElse(0L),
        engine.map(EngineProgress::tasksDone).orElse(0L),
        engine.map(EngineProgress::bytesRead).orElse(0L),
        engine.map(EngineProgress::session),
        engine.map(EngineProgress::operation),
        progress.firstTaskAt(),
        progress.updatedAt());
  }
}
