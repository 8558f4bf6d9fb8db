package dev.streamify.batch.control;

import dev.streamify.batch.engine.EngineProgress;
import dev.streamify.batch.runs.RunProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a run is.
 *
 * @param step plan, write, audit, publish, maintain, or the stream that is counted
 * @param steps those of the newest attempt, in order
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
    List<StepView> steps,
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

  /**
   * A step of a run.
   *
   * @param name plan, write, audit, publish, maintain, or the stream that is counted
   * @param startedAt when it began, UTC
   * @param durationMs how long it took, in milliseconds; absent while it goes on
   */
  public record StepView(String name, Instant startedAt, Optional<Long> durationMs) {}

  static RunProgressView of(RunProgress progress, Optional<Instant> finished) {
    Optional<EngineProgress> engine = progress.engine();
    return new RunProgressView(
        progress.step().map(RunProgress.Step::name).orElse("plan"),
        steps(progress.steps(), finished),
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

  private static List<StepView> steps(List<RunProgress.Step> steps, Optional<Instant> finished) {
    List<StepView> views = new ArrayList<>();
    for (int index = 0; index < steps.size(); index++) {
      RunProgress.Step step = steps.get(index);
      Optional<Instant> end =
          index + 1 < steps.size() ? Optional.of(steps.get(index + 1).startedAt()) : finished;
      views.add(
          new StepView(
              step.name(),
              step.startedAt(),
              end.map(at -> Duration.between(step.startedAt(), at).toMillis())));
    }
    return List.copyOf(views);
  }
}
