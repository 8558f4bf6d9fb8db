package dev.streamify.batch.runs;

import dev.streamify.batch.engine.EngineProgress;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a run is.
 *
 * @param step what it does: plan, write, audit, publish
 * @param rowsToRead rows of its input, once planned
 * @param engine how far the newest statement is
 * @param firstTaskAt when the engine first had a task for it
 * @param updatedAt when this was so
 */
public record RunProgress(
    String step,
    Optional<Long> rowsToRead,
    Optional<EngineProgress> engine,
    Optional<Instant> firstTaskAt,
    Instant updatedAt) {

  static RunProgress starting(Instant now) {
    return new RunProgress("plan", Optional.empty(), Optional.empty(), Optional.empty(), now);
  }

  RunProgress at(String next, Instant now) {
    return new RunProgress(next, rowsToRead, engine, firstTaskAt, now);
  }

  RunProgress planned(long rows, Instant now) {
    return new RunProgress(step, Optional.of(rows), engine, firstTaskAt, now);
  }

  RunProgress with(EngineProgress newest, Instant now) {
    Optional<Instant> first =
        firstTaskAt.isEmpty() && newest.tasks() > 0 ? Optional.of(now) : firstTaskAt;
    return new RunProgress(step, rowsToRead, Optional.of(newest), first, now);
  }
}
