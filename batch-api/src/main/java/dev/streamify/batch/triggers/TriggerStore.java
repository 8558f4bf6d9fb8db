package dev.streamify.batch.triggers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.batch.database.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** What is known of triggers, in the database: all replicas see the same. */
@Singleton
class TriggerStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Long>> SNAPSHOTS = new TypeReference<>() {};

  private final Database database;

  TriggerStore(Database database) {
    this.database = database;
  }

  /** The trigger's state; a fresh one when it was never looked at. */
  TriggerState find(String job, TriggerKind kind) {
    return database.read(handle -> find(handle, job, kind));
  }

  /** All triggers of a kind that were ever looked at, by job. */
  Map<String, TriggerState> all(TriggerKind kind) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT * FROM triggers WHERE kind = :kind")
                .bind("kind", kind.name())
                .map((row, context) -> read(row))
                .collectToMap(TriggerState::job, Function.identity()));
  }

  private static TriggerState find(Handle handle, String job, TriggerKind kind) {
    return handle
        .createQuery("SELECT * FROM triggers WHERE job = :job AND kind = :kind")
        .bind("job", job)
        .bind("kind", kind.name())
        .map((row, context) -> read(row))
        .findOne()
        .orElseGet(() -> TriggerState.fresh(job, kind));
  }

  /** Notes what a trigger has seen to; whether it is paused stays as it is. */
  void note(TriggerState state) {
    database.useTransaction(
        handle -> {
          exists(handle, state.job(), state.kind());
          handle
              .createUpdate(
                  "UPDATE triggers SET fired_at = :fired, last_run = :run, seen = :seen"
                      + " WHERE job = :job AND kind = :kind")
              .bindByType(
                  "fired",
                  state.firedAt().map(TriggerStore::utc).orElse(null),
                  OffsetDateTime.class)
              .bind("run", state.lastRun().orElse(null))
              .bind("seen", json(state.seen()))
              .bind("job", state.job())
              .bind("kind", state.kind().name())
              .execute();
        });
  }

  /** Pauses a trigger, or lets it go on from now. */
  TriggerState pause(String job, TriggerKind kind, Optional<String> by, Instant now) {
    return database.inTransaction(
        handle -> {
          exists(handle, job, kind);
          handle
              .createUpdate(
                  "UPDATE triggers SET paused_by = :by, changed_at = :now"
                      + " WHERE job = :job AND kind = :kind")
              .bind("by", by.orElse(null))
              .bindByType("now", utc(now), OffsetDateTime.class)
              .bind("job", job)
              .bind("kind", kind.name())
              .execute();
          return find(handle, job, kind);
        });
  }

  private static void exists(Handle handle, String job, TriggerKind kind) {
    handle.execute(
        "INSERT INTO triggers (job, kind) VALUES (?, ?) ON CONFLICT DO NOTHING", job, kind.name());
  }

  private static TriggerState read(ResultSet row) throws SQLException {
    return new TriggerState(
        row.getString("job"),
        TriggerKind.valueOf(row.getString("kind")),
        Optional.ofNullable(row.getString("paused_by")),
        instant(row, "changed_at"),
        instant(row, "fired_at"),
        Optional.ofNullable(row.getString("last_run")),
        snapshots(row.getString("seen")));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static String json(Map<String, Long> snapshots) {
    try {
      return JSON.writeValueAsString(snapshots);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Long> snapshots(String json) {
    try {
      return json == null ? Map.of() : JSON.readValue(json, SNAPSHOTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the seen snapshots of a sensor cannot be read", e);
    }
  }
}
