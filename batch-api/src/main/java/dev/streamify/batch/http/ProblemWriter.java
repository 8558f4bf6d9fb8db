package dev.streamify.batch.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.util.Map;

/** Problem details for requests that never get to a resource. */
@Singleton
class ProblemWriter {
  // What is left of a small body is read away, so that its sender gets to read the answer.
  private static final long MAX_DRAINED_BYTES = 1 << 20;

  private final ObjectMapper json;

  ProblemWriter(ObjectMapper json) {
    this.json = json;
  }

  void end(Exchange exchange, Refusal refusal, Map<String, String> headers) {
    HttpServerRequest request = exchange.context().request();
    HttpServerResponse response = exchange.context().response();
    if (response.ended() || response.headWritten()) {
      return;
    }
    int status = refusal.code().status();
    response.setStatusCode(status);
    response.putHeader("Content-Type", Problem.MEDIA_TYPE);
    headers.forEach(response::putHeader);
    if (!request.isEnded() && !isSmall(request)) {
      response.putHeader("Connection", "close");
      response.endHandler(ended -> request.connection().close());
    }
    String body = body(Problem.of(refusal.code(), status, refusal.detail(), exchange.requestId()));
    if ("HEAD".equals(exchange.method())) {
      response.end();
    } else {
      response.end(body);
    }
    if (!request.isEnded()) {
      request.resume();
    }
  }

  private static boolean isSmall(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length == null
        ? request.getHeader("Transfer-Encoding") == null
        : length.length() < 10 && Long.parseLong(length) <= MAX_DRAINED_BYTES;
  }

  private String body(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem of six texts is JSON", e);
    }
  }
}
