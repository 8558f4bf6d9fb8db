package dev.streamify.batch.sinks;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The objects that know nothing of the framework. */
class SinkWiring {
  @Produces
  @Singleton
  ConnectClient connect(ConnectConfig config) {
    return new ConnectClient(
        config.url(),
        config.timeout(),
        config.user().map(user -> user + ":" + config.password().orElse("")));
  }
}
