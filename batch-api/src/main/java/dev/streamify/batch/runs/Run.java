package dev.streamify.batch.runs;

/**
 * One run.
 *
 * @param id its name
 * @param request what was asked for
 * @param state where it stands
 */
public record Run(RunId id, RunRequest request, RunState state) {
  Run with(RunState next) {
    return new Run(id, request, next);
  }
}
