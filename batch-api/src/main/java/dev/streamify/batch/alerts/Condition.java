package dev.streamify.batch.alerts;

/**
 * Something that is wrong just now.
 *
 * @param rule what it is
 * @param subject the stream, sink, table or job that it is about; empty for the platform
 * @param cause what was seen, and what to do
 */
record Condition(AlertRule rule, String subject, String cause) {
  /** What tells it from others; the same as long as it lasts. */
  String id() {
    return subject.isEmpty() ? rule.text() : rule.text() + "/" + subject;
  }
}
