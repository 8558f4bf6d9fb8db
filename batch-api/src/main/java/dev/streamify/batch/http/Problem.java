package dev.streamify.batch.http;

/**
 * Problem details as of RFC 9457.
 *
 * @param type identifies the kind of problem
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail this occurrence
 * @param code stable code, for programs
 * @param requestId what the log of batch-api knows the request by
 */
public record Problem(
    String type, String title, int status, String detail, String code, String requestId) {
  /** The media type. */
  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(ErrorCode code, int status, String detail, String requestId) {
    return new Problem(
        "urn:streamify:problem:" + code.code(),
        code.title(),
        status,
        Echo.of(detail),
        code.code(),
        requestId);
  }
}
