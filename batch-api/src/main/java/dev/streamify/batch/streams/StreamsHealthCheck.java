package dev.streamify.batch.streams;

import io.smallrye.health.api.HealthGroup;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * How the streams are doing, at {@code /q/health/group/streams}. It is no part of this service's
 * own readiness: restarting it would not help a stream.
 */
@HealthGroup("streams")
@Singleton
class StreamsHealthCheck implements HealthCheck {
  private final StreamHealths healths;

  StreamsHealthCheck(StreamHealths healths) {
    this.healths = healths;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("streams");
    boolean flowing = true;
    for (StreamHealth health : healths.all()) {
      String causes =
          health.troubles().stream().map(Trouble::cause).collect(Collectors.joining("; "));
      response.withData(
          health.stream(),
          causes.isEmpty() ? health.status().name() : health.status() + ": " + causes);
      flowing &=
          health.status() == StreamStatus.OK || health.status() == StreamStatus.DEAD_LETTERING;
    }
    return response.status(flowing).build();
  }
}
