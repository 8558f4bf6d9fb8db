package dev.streamify.batch.duties;

import dev.streamify.batch.database.Database;
import dev.streamify.batch.execution.Replica;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Shares duties among replicas by leases in the database, whose clock counts. Of a database that
 * only one process can have open, whoever had a duty before is dead: nobody waits for its lease.
 */
@Singleton
public class Duties {
  private final Database database;
  private final Replica replica;

  /** Duties of that replica. */
  public Duties(Database database, Replica replica) {
    this.database = database;
    this.replica = replica;
  }

  /**
   * Takes a duty, or keeps it.
   *
   * @param lease after which another replica may take it
   * @return whether this replica has it now
   */
  public boolean take(Duty duty, Duration lease) {
    return database.inTransaction(
        handle -> {
          OffsetDateTime now =
              handle.createQuery("SELECT CURRENT_TIMESTAMP").mapTo(OffsetDateTime.class).one();
          int taken =
              handle
                  .createUpdate(
                      "UPDATE duties SET holder = :me, until = :until WHERE name = :duty"
                          + " AND (holder IS NULL OR holder = :me OR until < :now"
                          + " OR :alone)")
                  .bind("alone", database.isExclusive())
                  .bind("me", replica.id())
                  .bind("duty", duty.name())
                  .bindByType("until", utc(now.toInstant().plus(lease)), OffsetDateTime.class)
                  .bindByType("now", utc(now.toInstant()), OffsetDateTime.class)
                  .execute();
          return taken == 1;
        });
  }

  /** Gives a duty back, so that another replica need not wait for the end of its lease. */
  public void release(Duty duty) {
    database.useTransaction(
        handle ->
            handle.execute(
                "UPDATE duties SET holder = NULL, until = NULL WHERE name = ? AND holder = ?",
                duty.name(),
                replica.id()));
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
