package dev.streamify.batch.http;

import dev.streamify.batch.security.AuditLog;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Context;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Clock;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Writes each change into the audit log before its caller gets the answer. */
public class Changes {
  private final AuditLog audit;
  private final CurrentVertxRequest current;
  private final Clock clock;

  /** Watches the current request. */
  Changes(AuditLog audit, CurrentVertxRequest current, Clock clock) {
    this.audit = audit;
    this.current = current;
    this.clock = clock;
  }

  /** Whatever is answered on an event loop is written by the gate, which does not wait. */
  @ServerResponseFilter
  public void answered(ContainerResponseContext response) {
    Exchange exchange = Exchange.of(current.getCurrent());
    if (exchange.isChange() && !Context.isOnEventLoopThread() && exchange.firstAudit()) {
      audit.write(
          exchange.audit(
              clock.instant(),
              response.getStatus(),
              Optional.ofNullable(response.getHeaderString("Location"))));
    }
  }
}
