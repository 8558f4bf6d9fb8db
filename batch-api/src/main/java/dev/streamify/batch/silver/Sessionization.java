package dev.streamify.batch.silver;

import dev.streamify.batch.engine.EngineSession;
import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.engine.TableScan;
import dev.streamify.batch.engine.TableWrite;
import dev.streamify.batch.increments.ConsumedMark;
import dev.streamify.batch.increments.EventDates;
import dev.streamify.batch.quality.Audited;
import dev.streamify.batch.quality.RowRules;
import dev.streamify.contract.UserSessions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;

/**
 * Makes sessions anew where there are new events, and leaves the others as they are. The result is
 * what making all of them anew would give.
 *
 * <p>Why that is so: an old session changes only if a new event lies in it or at most a gap away
 * from it, and two of them become one only through such events. So it is enough to take the new
 * events with the events of the sessions that they touch.
 *
 * <p>Cost: the events of the days that the new events and the touched sessions lie on, and the
 * sessions of those days, which are written again. What lies on other days costs nothing.
 */
final class Sessionization implements Transform {
  private static final String DATE = "session_date";

  private final Work work;
  private final EngineSession session;
  private final SessionScope scope;
  private final SessionEvents events;
  private final boolean isFirstReading;
  private SessionReach reach = SessionReach.NONE;

  Sessionization(Work work) {
    this.work = work;
    this.session = work.session();
    this.scope = SessionScope.of(work.inputs());
    this.events = new SessionEvents(work.inputs());
    this.isFirstReading = ConsumedMark.isOfLastWrite(work.output());
  }

  @Override
  public List<Audited.Input> read() {
    return work.inputs();
  }

  @Override
  public Map<String, Object> write(AuditBranch branch, RowRules rules) {
    Map<String, String> values = names();
    if (scope.isEverything()) {
      values.put("events", events.rows(input -> Optional.of(SessionScope.all(input))));
    } else {
      values.put("events", values.get("added_events"));
      fill(values, "numbered", "spans");
      values.put("candidates", before(branch, scope.candidates()).sql());
      fill(values, "touched");
      reach = reach(branch, values);
      values.put("staying", staying(branch).sql());
      EventDates dates = scope.addedDates().and(reach.eventDates());
      values.put(
          "all_events",
          events.rows(input -> Optional.of(SessionScope.all(input).and(dates.condition()))));
      fill(values, "events");
    }
    fill(values, "numbered", "sessions");
    return session.write(
        new TableWrite(
            rules.asked(scope.isEverything() ? values.get("sessions") : filled("main", values)),
            rules.counts("true"),
            Optional.empty(),
            UserSessions.silverTable().columnNames().toList(),
            Sql.branch(work.job().output().orElseThrow(), branch.name()),
            Optional.of(scope.isEverything() ? "true" : replaced().condition(DATE))));
  }

  @Override
  public Written written(AuditBranch branch, Snapshot head, Map<String, Object> counted) {
    TableScan after = within(TableScan.at(table(), head.snapshotId()));
    Map<String, String> values = names();
    values.put("after", after.sql());
    values.put("before", within(before(branch, "true")).sql());
    SessionCounts counts =
        SessionCounts.of(
            session.query(filled("counts", values)),
            reach.sessions(),
            scope.isEverything() || !scope.wholeDates().isEmpty(),
            !isFirstReading);
    return new Written(
        counts.metrics(), counts.balance(), Optional.of(after), after, List.of(), values);
  }

  private SessionReach reach(AuditBranch branch, Map<String, String> values) {
    return branch.base().isEmpty()
        ? SessionReach.NONE
        : SessionReach.of(session.query(filled("reach", values)));
  }

  /** A session begins with a new event or where a touched one began. */
  private EventDates replaced() {
    return scope.addedDates().and(reach.sessionDates());
  }

  /** Sessions that share a day with those made anew; of whole days there are none. */
  private TableScan staying(AuditBranch branch) {
    return before(branch, replaced().condition(DATE))
        .and("NOT (" + scope.wholeDates().condition(DATE) + ")");
  }

  private TableScan before(AuditBranch branch, String condition) {
    return branch
        .base()
        .map(base -> TableScan.at(table(), base).and(condition))
        .orElseGet(() -> TableScan.nothing(table()));
  }

  private TableScan within(TableScan scan) {
    return scope.isEverything() ? scan : scan.and(replaced().condition(DATE));
  }

  private Map<String, String> names() {
    Map<String, String> values = new HashMap<>();
    values.put("columns", Sql.names(UserSessions.silverTable().columnNames().toList()));
    values.put("gap_ms", Long.toString(UserSessions.MAX_GAP.toMillis()));
    values.put("added_events", events.moments(scope::added));
    return values;
  }

  /** Fills statements one after the other, each of which may contain those before it. */
  private void fill(Map<String, String> values, String... parts) {
    for (String part : parts) {
      values.put(part, filled(part, values));
    }
  }

  private String filled(String part, Map<String, String> values) {
    return Sql.fill(work.job().statement(part), values);
  }

  private String table() {
    return Sql.table(work.job().output().orElseThrow());
  }
}
