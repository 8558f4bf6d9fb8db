package dev.streamify.batch.silver;

import dev.streamify.batch.increments.EventDates;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which days the sessions lie on that new events touch.
 *
 * @param sessionDates days on which they begin
 * @param eventDates days of their events
 * @param sessions how many there are
 */
record SessionReach(EventDates sessionDates, EventDates eventDates, long sessions) {
  static final SessionReach NONE = new SessionReach(EventDates.NONE, EventDates.NONE, 0);

  /**
   * Reads the result of the query: for each day on which some begin, when the last of them ends.
   */
  static SessionReach of(List<Map<String, Object>> rows) {
    List<LocalDate> begins = new ArrayList<>();
    List<LocalDate> events = new ArrayList<>();
    long sessions = 0;
    for (Map<String, Object> row : rows) {
      LocalDate first = day(row, "session_date");
      begins.add(first);
      first.datesUntil(day(row, "last_date").plusDays(1)).forEach(events::add);
      sessions += ((Number) row.get("sessions")).longValue();
    }
    return new SessionReach(new EventDates(begins), new EventDates(events), sessions);
  }

  private static LocalDate day(Map<String, Object> row, String column) {
    return LocalDate.parse((String) row.get(column));
  }
}
