package dev.streamify.batch.sinks;

import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.http.ErrorCode;

/** Kafka Connect does not answer, or not as it should. */
public final class ConnectUnavailableException extends ApiException {
  private static final long serialVersionUID = 1L;

  ConnectUnavailableException(String message) {
    super(ErrorCode.CONNECT_UNAVAILABLE, message);
  }

  ConnectUnavailableException(String message, Throwable cause) {
    this(message);
    initCause(cause);
  }
}
