package dev.streamify.batch.alerts;

import java.util.Set;
import java.util.stream.Stream;

/** Finds what is wrong in some part of the platform. */
interface ConditionSource {
  /** What is wrong now. */
  Stream<Condition> conditions(Seen seen);

  /** Rules of which nobody can tell now whether they hold; their alerts stay as they are. */
  default Set<AlertRule> unknown(Seen seen) {
    return Set.of();
  }
}
