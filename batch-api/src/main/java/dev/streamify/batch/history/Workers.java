package dev.streamify.batch.history;

import dev.streamify.batch.database.Database;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Which replicas are alive. The database's clock counts, so theirs may differ. */
@Singleton
public class Workers {
  private final Database database;

  Workers(Database database) {
    this.database = database;
  }

  /** A sign of life. */
  public void seen(String worker) {
    database.useTransaction(
        handle -> {
          int known =
              handle.execute("UPDATE workers SET seen_at = CURRENT_TIMESTAMP WHERE id = ?", worker);
          if (known == 0) {
            handle.execute(
                "INSERT INTO workers (id, seen_at) VALUES (?, CURRENT_TIMESTAMP)", worker);
          }
        });
  }

  /** The replica ends in good order. */
  public void gone(String worker) {
    database.useTransaction(handle -> handle.execute("DELETE FROM workers WHERE id = ?", worker));
  }

  /** Replicas that were seen not longer ago than that. */
  public Set<String> alive(Duration timeout) {
    return database.read(
        handle -> {
          var query = handle.createQuery("SELECT id FROM workers WHERE seen_at >= :since");
          RunRows.time(query, "since", Optional.of(now(handle).minus(timeout)));
          return query.mapTo(String.class).collect(Collectors.toSet());
        });
  }

  /** Forgets replicas that were not seen for that long. */
  public void forget(Duration timeout) {
    database.useTransaction(
        handle -> {
          var delete = handle.createUpdate("DELETE FROM workers WHERE seen_at < :since");
          RunRows.time(delete, "since", Optional.of(now(handle).minus(timeout)));
          delete.execute();
        });
  }

  private static Instant now(Handle handle) {
    return handle
        .createQuery("SELECT CURRENT_TIMESTAMP")
        .mapTo(OffsetDateTime.class)
        .one()
        .toInstant();
  }
}
