package dev.streamify.batch.letters;

import dev.streamify.contract.DeadLetter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;

/** Keeps the newest of the letters that it is offered: those of one page, and one more. */
final class NewestLetters {
  private final Letters.Query query;
  private final LetterPlace start;
  private final TreeMap<LetterPlace, LetterView> kept = new TreeMap<>();

  /** Those behind a place. */
  NewestLetters(Letters.Query query, LetterPlace start) {
    this.query = query;
    this.start = start;
  }

  void offer(Record row) {
    String stream = text(row, DeadLetter.STREAM).orElse("");
    String reason = text(row, DeadLetter.REASON).orElse("");
    if (query.stream().map(stream::equals).orElse(true)
        && query.reason().map(reason::equals).orElse(true)) {
      LetterPlace place = place(row);
      boolean wanted = place.compareTo(start) > 0;
      if (wanted && (!isFull() || place.compareTo(kept.lastKey()) < 0)) {
        kept.put(place, view(row, stream, reason));
        if (kept.size() > query.limit() + 1) {
          kept.pollLastEntry();
        }
      }
    }
  }

  /** Whether there are as many as are needed. */
  boolean isFull() {
    return kept.size() > query.limit();
  }

  /** The oldest of them. */
  LetterPlace last() {
    return kept.lastKey();
  }

  /** A page that nothing is left out of. */
  LetterPage page(Table table) {
    if (!isFull()) {
      return new LetterPage(List.copyOf(kept.values()), Optional.empty());
    }
    kept.pollLastEntry();
    return new LetterPage(List.copyOf(kept.values()), Optional.of(kept.lastKey().encoded(table)));
  }

  /** A page that ends early: what is not newer than a time was not looked through. */
  LetterPage before(Table table, long time) {
    LetterPlace end = LetterPlace.at(time);
    kept.tailMap(end, true).clear();
    return isFull()
        ? page(table)
        : new LetterPage(List.copyOf(kept.values()), Optional.of(end.encoded(table)));
  }

  private static LetterPlace place(Record row) {
    return new LetterPlace(
        LetterFiles.micros(time(row, DeadLetter.REJECTED_AT).orElse(Instant.EPOCH)),
        text(row, DeadLetter.SOURCE_TOPIC).orElse("").hashCode(),
        number(row, DeadLetter.SOURCE_PARTITION),
        number(row, DeadLetter.SOURCE_OFFSET));
  }

  private static LetterView view(Record row, String stream, String reason) {
    Optional<String> payload = text(row, DeadLetter.PAYLOAD);
    return new LetterView(
        stream,
        reason,
        text(row, DeadLetter.MESSAGE).orElse(""),
        time(row, DeadLetter.REJECTED_AT).orElse(Instant.EPOCH),
        text(row, DeadLetter.SOURCE_TOPIC).orElse(""),
        (int) number(row, DeadLetter.SOURCE_PARTITION),
        number(row, DeadLetter.SOURCE_OFFSET),
        time(row, DeadLetter.SOURCE_TIMESTAMP),
        payload.map(NewestLetters::cut),
        text(row, DeadLetter.PAYLOAD_ENCODING).orElse(DeadLetter.ENCODING_UTF8),
        payload.map(String::length).orElse(0));
  }

  private static String cut(String payload) {
    if (payload.length() <= LetterView.MAX_PAYLOAD) {
      return payload;
    }
    boolean pair = Character.isHighSurrogate(payload.charAt(LetterView.MAX_PAYLOAD - 1));
    return payload.substring(0, pair ? LetterView.MAX_PAYLOAD - 1 : LetterView.MAX_PAYLOAD);
  }

  private static Optional<String> text(Record row, String column) {
    return Optional.ofNullable(row.getField(column)).map(Object::toString);
  }

  private static long number(Record row, String column) {
    return row.getField(column) instanceof Number number ? number.longValue() : -1;
  }

  private static Optional<Instant> time(Record row, String column) {
    return row.getField(column) instanceof OffsetDateTime time
        ? Optional.of(time.toInstant())
        : Optional.empty();
  }
}
