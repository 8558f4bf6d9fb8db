package dev.streamify.batch.http;

/** A request that is refused, with what its sender should know. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /**
   * Refuses a request.
   *
   * @param code what kind of refusal
   * @param detail what was wrong, with the value, and what to do
   */
  public ApiException(ErrorCode code, String detail) {
    super(detail);
    this.code = code;
  }

  /** There is no such thing. */
  public static ApiException notFound(String what, String name) {
    return new ApiException(ErrorCode.NOT_FOUND, "there is no %s '%s'".formatted(what, name));
  }

  /** The request is not usable. */
  public static ApiException invalid(String detail) {
    return new ApiException(ErrorCode.INVALID_REQUEST, detail);
  }

  ErrorCode code() {
    return code;
  }
}
