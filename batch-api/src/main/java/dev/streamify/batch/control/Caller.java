package dev.streamify.batch.control;

import dev.streamify.batch.http.RequestName;
import dev.streamify.batch.runs.Origin;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Who is asking. */
@Singleton
public class Caller {
  private final SecurityIdentity identity;
  private final RequestName request;

  Caller(SecurityIdentity identity, RequestName request) {
    this.identity = identity;
    this.request = request;
  }

  /** The principal's name; {@code anonymous} where nobody has to say who they are. */
  public String name() {
    return identity.isAnonymous() ? "anonymous" : identity.getPrincipal().getName();
  }

  /** The origin of a run that this request asks for. */
  Origin asks(Origin.Cause cause) {
    return new Origin(cause, name(), Optional.of(request.value()));
  }
}
