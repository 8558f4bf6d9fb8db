package dev.streamify.batch.control;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;

/** Who is asking. */
@Singleton
public class Caller {
  private final SecurityIdentity identity;

  Caller(SecurityIdentity identity) {
    this.identity = identity;
  }

  /** The principal's name; {@code anonymous} where nobody has to say who they are. */
  public String name() {
    return identity.isAnonymous() ? "anonymous" : identity.getPrincipal().getName();
  }
}
