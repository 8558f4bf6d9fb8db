package dev.streamify.batch.alerts;

import java.time.Instant;
import java.util.Optional;

/**
 * An alert.
 *
 * @param id rule and subject
 * @param name the rule's name; another version of this service may have had other rules
 * @param severity CRITICAL or WARNING
 * @param subject the stream, sink, table or job that it is about; empty for the platform
 * @param cause what was seen last, and what to do
 * @param openedAt since when it is open, UTC
 * @param resolvedAt since when it is over, UTC; absent while it is open
 * @param toldOpenAt when people were last told that it is open
 * @param toldResolved whether they were told that it is over
 */
record Alert(
    String id,
    String name,
    String severity,
    String subject,
    String cause,
    Instant openedAt,
    Optional<Instant> resolvedAt,
    Optional<Instant> toldOpenAt,
    boolean toldResolved) {

  static Alert of(Condition condition, Instant now) {
    return new Alert(
        condition.id(),
        condition.rule().text(),
        condition.rule().severity().name(),
        condition.subject(),
        condition.cause(),
        now,
        Optional.empty(),
        Optional.empty(),
        false);
  }

  boolean isOpen() {
    return resolvedAt.isEmpty();
  }
}
