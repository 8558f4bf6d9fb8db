package dev.streamify.batch.runs;

import dev.streamify.batch.catalog.CatalogUnavailableException;
import dev.streamify.batch.engine.EngineException;
import java.util.Optional;
import org.apache.iceberg.exceptions.ServiceFailureException;
import org.apache.iceberg.exceptions.ServiceUnavailableException;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** What ended a run, as the run's error. */
public final class RunErrors {
  private static final int MAX_TEXT = 20_000;

  private RunErrors() {}

  /** Tells what a failure means for the run that it ended. */
  public static RunError of(Throwable failure) {
    if (failure instanceof RunFailure known) {
      return known.error();
    }
    if (failure instanceof EngineException engine) {
      return new RunError(
          engine.kind() == EngineException.Kind.UNAVAILABLE
              ? RunError.Code.SPARK_UNAVAILABLE
              : RunError.Code.SPARK_FAILED,
          engine.getMessage(),
          Optional.of(cause(engine)));
    }
    if (failure instanceof CatalogUnavailableException) {
      return new RunError(
          RunError.Code.CATALOG_UNAVAILABLE, failure.getMessage(), Optional.of(cause(failure)));
    }
    if (failure instanceof UncheckedSQLException
        || failure instanceof ServiceFailureException
        || failure instanceof ServiceUnavailableException) {
      return new RunError(
          RunError.Code.CATALOG_UNAVAILABLE,
          "the catalog failed in the middle of the run: " + failure.getMessage(),
          Optional.of(cause(failure)));
    }
    return new RunError(
        RunError.Code.INTERNAL,
        "the run failed in a way that was not foreseen; the log of batch-api has the stack trace",
        Optional.of(cause(failure)));
  }

  private static RunError.Cause cause(EngineException engine) {
    Throwable root = engine.getCause() == null ? engine : engine.getCause();
    return new RunError.Cause(
        root.getClass().getName(),
        bounded(String.valueOf(root.getMessage())),
        engine.condition(),
        engine.sqlState(),
        engine.statement().map(RunErrors::bounded));
  }

  private static RunError.Cause cause(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new RunError.Cause(
        root.getClass().getName(),
        bounded(String.valueOf(root.getMessage())),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String bounded(String text) {
    return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
  }
}
