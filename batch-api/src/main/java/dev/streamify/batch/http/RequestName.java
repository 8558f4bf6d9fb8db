package dev.streamify.batch.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;

/** What the request that is being answered is called. */
@Singleton
public class RequestName {
  private final CurrentVertxRequest current;

  RequestName(CurrentVertxRequest current) {
    this.current = current;
  }

  /** The caller's {@code X-Request-Id} if it is usable, else one that was made here. */
  public String value() {
    return Exchange.of(current.getCurrent()).requestId();
  }
}
