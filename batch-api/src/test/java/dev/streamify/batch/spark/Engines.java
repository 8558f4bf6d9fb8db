package dev.streamify.batch.spark;

import dev.streamify.batch.engine.Engine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Opens the engine to tests of other packages. */
public final class Engines {
  private Engines() {}

  /** An engine on that server, with little patience. */
  public static Engine at(String remote) {
    return new SparkEngine(new Config(remote, Optional.empty()), new SimpleMeterRegistry());
  }

  /** An engine on that server, which asks for that token. */
  public static Engine at(String remote, String token) {
    return new SparkEngine(new Config(remote, Optional.of(token)), new SimpleMeterRegistry());
  }

  private record Config(String remote, Optional<String> token) implements SparkConfig {
    @Override
    public Duration connectTimeout() {
      return Duration.ofSeconds(2);
    }

    @Override
    public Duration answerTimeout() {
      return Duration.ofSeconds(4);
    }

    @Override
    public Duration retryTimeout() {
      return Duration.ofSeconds(4);
    }

    @Override
    public Map<String, String> settings() {
      return Map.of();
    }
  }
}
