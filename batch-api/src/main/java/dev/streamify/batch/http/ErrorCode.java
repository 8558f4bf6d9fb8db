package dev.streamify.batch.http;

/** The stable codes of refused requests. Clients may rely on them; titles may change. */
public enum ErrorCode {
  /** Nothing answers to that path or name. */
  NOT_FOUND("not-found", 404, "Not found"),
  /** The path exists, the method does not. */
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed"),
  /** The answer cannot be given in the media type that was asked for. */
  NOT_ACCEPTABLE("not-acceptable", 406, "Not acceptable"),
  /** The body is too large. */
  TOO_LARGE("too-large", 413, "Request too large"),
  /** The body is not JSON by its content type. */
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "Unsupported media type"),
  /** The body or a parameter is not usable. */
  INVALID_REQUEST("invalid-request", 400, "Invalid request"),
  /** The idempotency key was used with another request. */
  KEY_REUSED("idempotency-key-reused", 422, "Idempotency key used for another request"),
  /** What a cursor goes on from is not there any more. */
  SNAPSHOT_EXPIRED("snapshot-expired", 410, "The snapshot has expired"),
  /** The queue of runs is full. */
  TOO_MANY_RUNS("too-many-runs", 429, "Too many runs are waiting"),
  /** The catalog is away or the tables are not there yet. */
  CATALOG_UNAVAILABLE("catalog-unavailable", 503, "The catalog is not available"),
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
