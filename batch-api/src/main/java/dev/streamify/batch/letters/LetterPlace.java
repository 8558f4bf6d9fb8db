package dev.streamify.batch.letters;

import dev.streamify.batch.tables.Cursors;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.Table;

/**
 * Where a letter stands in the order of all, newest first. Letters that land later come before, so
 * pages do not shift, and no snapshot has to be kept for them.
 *
 * @param time when it was rejected, in microseconds since 1970
 * @param topic tells topics apart
 * @param partition the raw topic's partition
 * @param offset the offset in it
 */
record LetterPlace(long time, long topic, long partition, long offset)
    implements Comparable<LetterPlace> {
  private static final String KIND = "d1";
  private static final Comparator<LetterPlace> NEWEST_FIRST =
      Comparator.comparingLong(LetterPlace::time)
          .thenComparingLong(LetterPlace::topic)
          .thenComparingLong(LetterPlace::partition)
          .thenComparingLong(LetterPlace::offset)
          .reversed();

  /** Before all letters. */
  static final LetterPlace BEGINNING =
      new LetterPlace(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  /** Before all letters of that time. */
  static LetterPlace at(long time) {
    return new LetterPlace(time, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  static LetterPlace decoded(String cursor) {
    List<Long> numbers = Cursors.decode(KIND, cursor, 4).numbers();
    return new LetterPlace(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
  }

  String encoded(Table table) {
    return Cursors.encode(KIND, table, time, topic, partition, offset);
  }

  @Override
  public int compareTo(LetterPlace other) {
    return NEWEST_FIRST.compare(this, other);
  }
}
