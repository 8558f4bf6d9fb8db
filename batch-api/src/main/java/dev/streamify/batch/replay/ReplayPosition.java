package dev.streamify.batch.replay;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * From where a replay goes on.
 *
 * @param letters the next offset of each partition of the dead-letter topic
 * @param rawEnds the end of each partition of the raw topic when this was noted: whatever was
 *     replayed since lies behind
 * @param settled whether nothing was replayed since, so that nobody need look
 */
record ReplayPosition(Map<Integer, Long> letters, Map<Integer, Long> rawEnds, boolean settled) {
  private static final String SETTLED = "!";
  private static final int RADIX = 36;

  /** What a broker takes by default, characters. */
  static final int MAX_NOTE = 4_096;

  ReplayPosition {
    letters = Map.copyOf(letters);
    rawEnds = Map.copyOf(rawEnds);
  }

  /**
   * The ends in a form that fits beside an offset: {@code partition:end,…} to the base of 36,
   * behind an exclamation mark when nothing was replayed since.
   */
  String note() {
    StringBuilder text = new StringBuilder(settled ? SETTLED : "");
    new TreeMap<>(rawEnds)
        .forEach(
            (partition, end) ->
                text.append(text.length() <= 1 ? "" : ",")
                    .append(Integer.toString(partition, RADIX))
                    .append(':')
                    .append(Long.toString(end, RADIX)));
    if (text.length() > MAX_NOTE) {
      throw new IllegalStateException(
          "the raw topic has %d partitions, whose ends do not fit into %d characters"
              .formatted(rawEnds.size(), MAX_NOTE));
    }
    return text.toString();
  }

  /** Whether a note says that nothing was replayed since. */
  static boolean isSettled(String note) {
    return note.startsWith(SETTLED);
  }

  /** Reads a note; absent when it is none, as when somebody else has set the group's offsets. */
  static Optional<Map<Integer, Long>> read(String note) {
    Map<Integer, Long> ends = new TreeMap<>();
    try {
      int from = isSettled(note) ? 1 : 0;
      while (from < note.length()) {
        int comma = note.indexOf(',', from);
        int to = comma < 0 ? note.length() : comma;
        int colon = note.indexOf(':', from);
        if (colon < 0 || colon >= to) {
          return Optional.empty();
        }
        ends.put(
            Integer.parseInt(note, from, colon, RADIX), Long.parseLong(note, colon + 1, to, RADIX));
        from = to + 1;
      }
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    return ends.isEmpty() ? Optional.empty() : Optional.of(ends);
  }
}
