package dev.streamify.batch.http;

/** The stable codes of refused requests. Clients may rely on them; titles may change. */
public enum ErrorCode {
  /** Nothing answers to that path or name. */
  NOT_FOUND("not-found", 404, "Not found"),
  /** Who calls is not known. */
  UNAUTHORIZED("unauthorized", 401, "Sign in first"),
  /** Who calls may not do that. */
  FORBIDDEN("forbidden", 403, "Not allowed"),
  /** The path exists, the method does not. */
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed"),
  /** The answer cannot be given in the media type that was asked for. */
  NOT_ACCEPTABLE("not-acceptable", 406, "Not acceptable"),
  /** The request took too long to arrive. */
  TIMEOUT("request-timeout", 408, "The request did not arrive in time"),
  /** The body is too large. */
  TOO_LARGE("too-large", 413, "Request too large"),
  /** Path and query are too long. */
  URI_TOO_LONG("uri-too-long", 414, "Address too long"),
  /** The body is not JSON by its content type. */
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "Unsupported media type"),
  /** The body or a parameter is not usable. */
  INVALID_REQUEST("invalid-request", 400, "Invalid request"),
  /** The idempotency key was used with another request. */
  KEY_REUSED("idempotency-key-reused", 422, "Idempotency key used for another request"),
  /** The run has ended: it cannot be cancelled, and nothing of it is left to do. */
  RUN_ENDED("run-ended", 409, "The run has ended"),
  /** The run has not ended: it cannot be resumed. */
  RUN_NOT_ENDED("run-not-ended", 409, "The run has not ended"),
  /** The headers are too large. */
  HEADERS_TOO_LARGE("headers-too-large", 431, "Headers too large"),
  /** The caller sends more than its share. */
  RATE_LIMITED("rate-limited", 429, "Too many requests"),
  /** What a cursor goes on from is not there any more. */
  SNAPSHOT_EXPIRED("snapshot-expired", 410, "The snapshot has expired"),
  /** The queue of runs is full. */
  TOO_MANY_RUNS("too-many-runs", 429, "Too many runs are waiting"),
  /** The catalog is away or the tables are not there yet. */
  CATALOG_UNAVAILABLE("catalog-unavailable", 503, "The catalog is not available"),
  /** The service's own database does not answer. */
  DATABASE_UNAVAILABLE("database-unavailable", 503, "The database is not available"),
  /** Kafka Connect does not answer, or not as it should. */
  CONNECT_UNAVAILABLE("connect-unavailable", 503, "Kafka Connect is not available"),
  /** The OpenID provider does not answer. */
  IDENTITY_UNAVAILABLE("identity-unavailable", 503, "Tokens cannot be verified now"),
  /** Too much of the same is asked for at once. */
  BUSY("busy", 503, "Busy"),
  /** A defect of the service; its log has the cause. */
  INTERNAL("internal", 500, "Internal error");

  private final String code;
  private final int status;
  private final String title;

  ErrorCode(String code, int status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  /** As it stands in answers. */
  public String code() {
    return code;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** The code for a status that the framework chose. */
  static ErrorCode of(int status) {
    for (ErrorCode code : values()) {
      if (code.status == status) {
        return code;
      }
    }
    return status >= 500 ? INTERNAL : INVALID_REQUEST;
  }
}
