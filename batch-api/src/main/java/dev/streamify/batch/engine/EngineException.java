package dev.streamify.batch.engine;

import java.util.Optional;

/** The engine is away or refused a statement. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient Optional<String> condition;
  private final transient Optional<String> sqlState;
  private final transient Optional<String> statement;

  /** What went wrong. */
  public enum Kind {
    /** It does not answer, or it forgot the session because it was restarted. */
    UNAVAILABLE,
    /** The statement failed. */
    FAILED,
    /** Somebody cancelled the statement. */
    CANCELLED
  }

  /**
   * Describes a failure.
   *
   * @param kind what went wrong
   * @param message one line for people
   * @param condition the engine's own name of the error, if it has one
   * @param cause what the client threw
   */
  public EngineException(Kind kind, String message, Optional<String> condition, Throwable cause) {
    this(kind, message, condition, Optional.empty(), Optional.empty(), cause);
  }

  /**
   * Describes the failure of a statement.
   *
   * @param kind what went wrong
   * @param message one line for people
   * @param condition the engine's own name of the error, if it has one
   * @param sqlState the SQL state, if there is one
   * @param statement what was executed
   * @param cause what the client threw
   */
  public EngineException(
      Kind kind,
      String message,
      Optional<String> condition,
      Optional<String> sqlState,
      Optional<String> statement,
      Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.condition = condition;
    this.sqlState = sqlState;
    this.statement = statement;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** The engine's own name of the error, if it has one. */
  public Optional<String> condition() {
    return condition;
  }

  /** The SQL state, if there is one. */
  public Optional<String> sqlState() {
    return sqlState;
  }

  /** What was executed, if anything was. */
  public Optional<String> statement() {
    return statement;
  }
}
