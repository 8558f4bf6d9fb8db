package dev.streamify.batch.execution;

import jakarta.inject.Singleton;
import java.util.UUID;

/** This process, as the others see it. */
@Singleton
public class Replica {
  private final String id = UUID.randomUUID().toString();

  /** Its name; another one after each start, so that nobody takes it for its predecessor. */
  public String id() {
    return id;
  }
}
