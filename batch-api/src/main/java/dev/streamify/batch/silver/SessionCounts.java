package dev.streamify.batch.silver;

import dev.streamify.batch.quality.Audited;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a run did to the sessions of the days that it wrote to.
 *
 * @param eventsRead events that it began with; of anonymous visitors there are none
 * @param before the sessions of those days as they were
 * @param after the sessions as they are
 * @param touched sessions that are there no more, or in another form
 * @param whole whether the events were all of their days
 * @param again whether a run of single dates may have counted some of the events before
 */
record SessionCounts(
    long eventsRead, Count before, Count after, long touched, boolean whole, boolean again) {
  static final SessionCounts NOTHING =
      new SessionCounts(0, Count.NONE, Count.NONE, 0, false, false);

  /**
   * Sessions.
   *
   * @param sessions how many
   * @param events how many events they count
   */
  record Count(long sessions, long events) {
    static final Count NONE = new Count(0, 0);

    private static Count of(Map<String, Object> row) {
      return new Count(
          ((Number) row.get("sessions")).longValue(), ((Number) row.get("events")).longValue());
    }
  }

  /** Reads the result of the counting query. */
  static SessionCounts of(
      List<Map<String, Object>> rows, long touched, boolean whole, boolean again) {
    Map<String, Count> counts =
        rows.stream().collect(Collectors.toMap(row -> (String) row.get("what"), Count::of));
    return new SessionCounts(
        counts.get("added").events(),
        counts.get("before"),
        counts.get("after"),
        touched,
        whole,
        again);
  }

  /** As metrics of the run. */
  Map<String, Long> metrics() {
    long replaced = whole ? before.sessions() : touched;
    Map<String, Long> metrics = new LinkedHashMap<>();
    metrics.put("rows_read", eventsRead);
    metrics.put("sessions_replaced", replaced);
    metrics.put("sessions_written", after.sessions() - (before.sessions() - replaced));
    return metrics;
  }

  /** Every event is counted by one session: what came is what the sessions have more. */
  Audited.Balance balance() {
    if (whole || again) {
      return new Audited.Balance(
          after.events() >= eventsRead,
          "the sessions count all events of their days",
          "%d events on the days, %d in sessions".formatted(eventsRead, after.events()));
    }
    return new Audited.Balance(
        after.events() == before.events() + eventsRead,
        "events in sessions before + new events = events in sessions after",
        "%d + %d = %d".formatted(before.events(), eventsRead, after.events()));
  }
}
