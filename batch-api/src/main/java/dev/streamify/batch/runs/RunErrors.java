package dev.streamify.batch.runs;

import dev.streamify.batch.catalog.CatalogUnavailableException;
import dev.streamify.batch.engine.EngineException;
import java.util.Optional;

/** What ended a run, as the run's error. */
final class RunErrors {
  private RunErrors() {}

  static RunError of(Throwable failure) {
    if (failure instanceof RunFailure known) {
      return known.error();
    }
    if (failure instanceof EngineException engine) {
      return new RunError(
          engine.kind() == EngineException.Kind.UNAVAILABLE
              ? RunError.Code.SPARK_UNAVAILABLE
              : RunError.Code.SPARK_FAILED,
          engine.getMessage(),
          engine.condition());
    }
    if (failure instanceof CatalogUnavailableException) {
      return new RunError(
          RunError.Code.CATALOG_UNAVAILABLE, failure.getMessage(), Optional.empty());
    }
    return new RunError(
        RunError.Code.INTERNAL,
        "the run failed in a way that was not foreseen; the log of batch-api has the stack trace",
        Optional.of(failure.getClass().getSimpleName() + ": " + failure.getMessage()));
  }
}
