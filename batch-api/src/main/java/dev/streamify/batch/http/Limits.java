package dev.streamify.batch.http;

import dev.streamify.batch.security.Caller;
import dev.streamify.batch.security.RateLimiter;
import dev.streamify.batch.security.SecurityConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** How much of the service a caller may have. */
@ApplicationScoped
class Limits {
  private final RateLimiter reads;
  private final RateLimiter changes;
  private final RateLimiter failures;
  private final int maxBodyBytes;

  Limits(SecurityConfig config, Clock clock) {
    SecurityConfig.Limits limits = config.limits();
    this.maxBodyBytes = Math.toIntExact(limits.maxBody().asLongValue());
    Duration second = Duration.ofSeconds(1);
    this.reads = new RateLimiter(limits.readsPerSecond(), second, limits.readBurst(), clock);
    this.changes = new RateLimiter(limits.changesPerSecond(), second, limits.changeBurst(), clock);
    this.failures =
        new RateLimiter(
            limits.failuresPerMinute(), Duration.ofMinutes(1), limits.failureBurst(), clock);
  }

  /** The largest body. */
  int maxBodyBytes() {
    return maxBodyBytes;
  }

  /** How long the caller has to wait, if it has to. */
  Optional<Duration> request(Exchange exchange) {
    String name =
        exchange
            .caller()
            .filter(caller -> caller.kind() != Caller.Kind.ANONYMOUS)
            .map(caller -> caller.kind() + ":" + caller.name())
            .orElse("address:" + exchange.address());
    return (exchange.isReading() ? reads : changes).take(name);
  }

  /** How long the address has to wait after a sign-in that failed, if it has to. */
  Optional<Duration> failure(Exchange exchange) {
    return failures.take(exchange.address());
  }
}
