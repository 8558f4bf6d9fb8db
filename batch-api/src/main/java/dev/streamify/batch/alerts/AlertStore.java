package dev.streamify.batch.alerts;

import dev.streamify.batch.database.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Alerts in the database, so that a restart neither repeats nor forgets them. */
@Singleton
class AlertStore {
  private final Database database;

  AlertStore(Database database) {
    this.database = database;
  }

  /** Open ones, the oldest first. */
  List<Alert> open() {
    return list("WHERE resolved_at IS NULL ORDER BY opened_at, id");
  }

  /** Those that are over, the newest first. */
  List<Alert> resolved(int limit) {
    return list("WHERE resolved_at IS NOT NULL ORDER BY resolved_at DESC, id LIMIT " + limit);
  }

  /** Those of which people do not know yet that they are open, or over. */
  List<Alert> untold(Instant toldBefore) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM alerts WHERE (resolved_at IS NULL AND (told_open_at IS NULL"
                        + " OR told_open_at < :before)) OR (resolved_at IS NOT NULL AND NOT"
                        + " told_resolved AND told_open_at IS NOT NULL) ORDER BY opened_at, id")
                .bindByType("before", utc(toldBefore), OffsetDateTime.class)
                .map((row, context) -> read(row))
                .list());
  }

  private List<Alert> list(String which) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT * FROM alerts " + which)
                .map((row, context) -> read(row))
                .list());
  }

  /** Notes an alert as open from its time on; one that was resolved is opened anew. */
  void open(Alert alert) {
    database.useTransaction(
        handle -> {
          handle.execute("DELETE FROM alerts WHERE id = ?", alert.id());
          handle
              .createUpdate(
                  "INSERT INTO alerts (id, name, severity, subject, cause, opened_at, told_resolved)"
                      + " VALUES (:id, :name, :severity, :subject, :cause, :opened, FALSE)")
              .bind("id", alert.id())
              .bind("name", alert.name())
              .bind("severity", alert.severity())
              .bind("subject", alert.subject())
              .bind("cause", alert.cause())
              .bindByType("opened", utc(alert.openedAt()), OffsetDateTime.class)
              .execute();
        });
  }

  /** Notes what is seen of an open alert now. */
  void cause(String id, String cause) {
    database.useTransaction(
        handle -> handle.execute("UPDATE alerts SET cause = ? WHERE id = ?", cause, id));
  }

  void resolve(String id, Instant now) {
    at("UPDATE alerts SET resolved_at = :now WHERE id = :id AND resolved_at IS NULL", id, now);
  }

  void toldOpen(String id, Instant now) {
    at("UPDATE alerts SET told_open_at = :now WHERE id = :id", id, now);
  }

  void toldResolved(String id) {
    database.useTransaction(
        handle -> handle.execute("UPDATE alerts SET told_resolved = TRUE WHERE id = ?", id));
  }

  private void at(String sql, String id, Instant now) {
    database.useTransaction(
        handle ->
            handle
                .createUpdate(sql)
                .bind("id", id)
                .bindByType("now", utc(now), OffsetDateTime.class)
                .execute());
  }

  /** Forgets alerts that were over long ago. */
  void forget(Instant resolvedBefore) {
    database.useTransaction(
        handle ->
            handle
                .createUpdate("DELETE FROM alerts WHERE resolved_at < :before")
                .bindByType("before", utc(resolvedBefore), OffsetDateTime.class)
                .execute());
  }

  private static Alert read(ResultSet row) throws SQLException {
    return new Alert(
        row.getString("id"),
        row.getString("name"),
        row.getString("severity"),
        row.getString("subject"),
        row.getString("cause"),
        instant(row, "opened_at").orElseThrow(),
        instant(row, "resolved_at"),
        instant(row, "told_open_at"),
        row.getBoolean("told_resolved"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
