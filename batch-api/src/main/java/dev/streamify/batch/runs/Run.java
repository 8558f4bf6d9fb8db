package dev.streamify.batch.runs;

import java.util.Optional;

/**
 * One run.
 *
 * @param id its name
 * @param request what was asked for
 * @param key the caller's own name of the request: asked again under it, it is the same run
 * @param state where it stands
 */
public record Run(RunId id, RunRequest request, Optional<String> key, RunState state) {
  Run with(RunState next) {
    return new Run(id, request, key, next);
  }
}
