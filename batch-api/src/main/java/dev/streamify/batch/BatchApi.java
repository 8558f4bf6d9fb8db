package dev.streamify.batch;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service. */
@QuarkusMain
public final class BatchApi {
  private BatchApi() {}

  /** Starts it and returns when it was told to end. */
  public static void main(String... arguments) {
    // The framework answers a path that cannot be decoded with nothing but a status, before the
    // service hears of it; without its look, the service refuses it like everything else.
    System.setProperty("vertx.disableURIValidation", "true");
    Quarkus.run(arguments);
  }
}
