package dev.streamify.batch.runs;

import dev.streamify.batch.engine.EngineProgress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a run is.
 *
 * @param steps what it did and does: plan, write, audit, publish; the first {@value #MOST_STEPS},
 *     of which the last one stays until the end
 * @param rowsToRead rows of its input, once planned
 * @param engine how far the newest statement is
 * @param firstTaskAt when the engine first had a task for it
 * @param updatedAt when this was so
 */
public record RunProgress(
    List<Step> steps,
    Optional<Long> rowsToRead,
    Optional<EngineProgress> engine,
    Optional<Instant> firstTaskAt,
    Instant updatedAt) {
  private static final int MOST_STEPS = 50;

  /**
   * A step, which ends where the next one begins.
   *
   * @param name what is done
   * @param startedAt since when
   */
  public record Step(String name, Instant startedAt) {}

  /** Runs of earlier versions noted no steps. */
  public RunProgress {
    steps = List.copyOf(Objects.requireNonNullElse(steps, List.of()));
  }

  static RunProgress starting(Instant now) {
    return new RunProgress(
        List.of(new Step("plan", now)), Optional.empty(), Optional.empty(), Optional.empty(), now);
  }

  /** The newest step. */
  public Optional<Step> step() {
    return steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
  }

  RunProgress at(String next, Instant now) {
    boolean same = step().map(step -> step.name().equals(next)).orElse(false);
    List<Step> known =
        same || steps.size() == MOST_STEPS
            ? steps
            : Stream.concat(steps.stream(), Stream.of(new Step(next, now))).toList();
    return new RunProgress(known, rowsToRead, engine, firstTaskAt, now);
  }

  RunProgress planned(long rows, Instant now) {
    return new RunProgress(steps, Optional.of(rows), engine, firstTaskAt, now);
  }

  RunProgress with(EngineProgress newest, Instant now) {
    Optional<Instant> first =
        firstTaskAt.isEmpty() && newest.tasks() > 0 ? Optional.of(now) : firstTaskAt;
    return new RunProgress(steps, rowsToRead, Optional.of(newest), first, now);
  }
}
