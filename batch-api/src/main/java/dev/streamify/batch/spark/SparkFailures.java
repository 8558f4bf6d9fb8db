package dev.streamify.batch.spark;

import dev.streamify.batch.engine.EngineException;
import dev.streamify.batch.engine.EngineException.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.SparkThrowable;

/** What the client throws, in the words of the engine interface. */
final class SparkFailures {
  private static final Set<String> FORGOTTEN_SESSION =
      Set.of(
          "INVALID_HANDLE.SESSION_CLOSED",
          "INVALID_HANDLE.SESSION_CHANGED",
          "INVALID_HANDLE.SESSION_NOT_FOUND");
  private static final int MAX_MESSAGE = 2_000;

  private SparkFailures() {}

  static EngineException translate(Exception failure, Optional<String> statement) {
    Optional<String> condition = condition(failure);
    Kind kind = kind(failure, condition);
    String message =
        kind == Kind.UNAVAILABLE
            ? "Spark went away during the run: " + firstLine(failure)
            : firstLine(failure);
    return new EngineException(kind, message, condition, sqlState(failure), statement, failure);
  }

  private static Kind kind(Throwable failure, Optional<String> condition) {
    if (condition.filter(FORGOTTEN_SESSION::contains).isPresent()) {
      return Kind.UNAVAILABLE;
    }
    if (condition.filter("OPERATION_CANCELED"::equals).isPresent()) {
      return Kind.CANCELLED;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (mentionsUnavailable(cause)) {
        return Kind.UNAVAILABLE;
      }
    }
    return Kind.FAILED;
  }

  private static boolean mentionsUnavailable(Throwable cause) {
    String text = String.valueOf(cause.getMessage()).toUpperCase(Locale.ROOT);
    return text.startsWith("UNAVAILABLE:") || text.contains("STATUSRUNTIMEEXCEPTION: UNAVAILABLE");
  }

  private static Optional<String> condition(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable typed && typed.getCondition() != null) {
        return Optional.of(typed.getCondition());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> sqlState(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable typed && typed.getSqlState() != null) {
        return Optional.of(typed.getSqlState());
      }
    }
    return Optional.empty();
  }

  private static String firstLine(Throwable failure) {
    Throwable told = failure;
    while (told.getMessage() == null && told.getCause() != null) {
      told = told.getCause();
    }
    String line = String.valueOf(told.getMessage()).lines().findFirst().orElse("");
    return line.length() > MAX_MESSAGE ? line.substring(0, MAX_MESSAGE) + "…" : line;
  }
}
