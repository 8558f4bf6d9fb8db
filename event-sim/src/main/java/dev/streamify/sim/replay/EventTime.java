package dev.streamify.sim.replay;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Finds the event time in a line without parsing all of it. */
final class EventTime {
  private static final int MOST_DIGITS = 18;

  private final byte[] key;

  EventTime(String field) {
    this.key = ('"' + field + '"').getBytes(StandardCharsets.UTF_8);
  }

  /** The whole number behind the field's name, epoch milliseconds; empty if there is none. */
  OptionalLong of(byte[] line) {
    for (int i = 0; i + key.length < line.length; i++) {
      if (line[i] == '"' && matches(line, i)) {
        int colon = skipSpace(line, i + key.length);
        if (colon < line.length && line[colon] == ':') {
          return number(line, skipSpace(line, colon + 1));
        }
      }
    }
    return OptionalLong.empty();
  }

  private boolean matches(byte[] line, int from) {
    for (int i = 1; i < key.length; i++) {
      if (line[from + i] != key[i]) {
        return false;
      }
    }
    return true;
  }

  private static int skipSpace(byte[] line, int from) {
    int at = from;
    while (at < line.length && (line[at] == ' ' || line[at] == '\t')) {
      at++;
    }
    return at;
  }

  private static OptionalLong number(byte[] line, int from) {
    long number = 0;
    int at = from;
    while (at < line.length && line[at] >= '0' && line[at] <= '9' && at - from < MOST_DIGITS) {
      number = number * 10 + (line[at] - '0');
      at++;
    }
    return at == from ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
