package dev.streamify.batch.openlineage;

import dev.streamify.batch.database.Database;
import dev.streamify.batch.history.RunMoves;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunState;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Starts and ends of runs that have to be told. They are written with the start or end itself, so
 * none gets lost when the process dies; what is written is one short row, as a run must not wait
 * for it.
 */
@Singleton
class Outbox implements RunMoves {
  private final Database database;
  private final boolean isOn;

  Outbox(Database database, LineageConfig config) {
    this.database = database;
    this.isOn = config.settings().isOn();
  }

  /**
   * What has to be told.
   *
   * @param seq its place
   * @param run the run
   * @param type what happened
   * @param at when
   */
  record Entry(long seq, RunId run, EventType type, Instant at) {
    private static Entry of(ResultSet row) throws SQLException {
      return new Entry(
          row.getLong("seq"),
          new RunId(row.getString("run_id")),
          EventType.valueOf(row.getString("event_type")),
          row.getObject("happened_at", OffsetDateTime.class).toInstant());
    }
  }

  @Override
  public void moved(Handle handle, Run run) {
    if (!isOn || run.state() instanceof RunState.Queued) {
      return;
    }
    Instant at = run.state().finished().or(() -> run.state().started()).orElseThrow();
    handle
        .createUpdate(
            "INSERT INTO lineage_outbox (run_id, event_type, happened_at) VALUES (:run, :type, :at)")
        .bind("run", run.id().value())
        .bind("type", type(run).name())
        .bindByType("at", at.atOffset(ZoneOffset.UTC), OffsetDateTime.class)
        .execute();
  }

  /** One run of theirs is one run of ours: an attempt that follows another is no new start. */
  private static EventType type(Run run) {
    return switch (run.state().name()) {
      case QUEUED -> throw new IllegalArgumentException("run %s waits".formatted(run.id()));
      case RUNNING -> run.attempts().isEmpty() ? EventType.START : EventType.RUNNING;
      case COMPLETED -> EventType.COMPLETE;
      case FAILED -> EventType.FAIL;
      case ABORTED -> EventType.ABORT;
    };
  }

  /** The oldest that have to be told, in order. */
  List<Entry> oldest(int limit) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT * FROM lineage_outbox ORDER BY seq LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> Entry.of(row))
                .list());
  }

  /** It was told, or never will be. */
  void remove(Entry entry) {
    database.useTransaction(
        handle -> handle.execute("DELETE FROM lineage_outbox WHERE seq = ?", entry.seq()));
  }

  /**
   * Drops the oldest when too many wait.
   *
   * @return how many
   */
  int keepNewest(int most) {
    return database.inTransaction(
        handle ->
            handle.execute(
                "DELETE FROM lineage_outbox WHERE seq NOT IN"
                    + " (SELECT seq FROM lineage_outbox ORDER BY seq DESC LIMIT ?)",
                most));
  }

  /** How many wait. */
  long size() {
    return database.read(
        handle ->
            handle.createQuery("SELECT count(*) FROM lineage_outbox").mapTo(Long.class).one());
  }
}
