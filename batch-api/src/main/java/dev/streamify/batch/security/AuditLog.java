package dev.streamify.batch.security;

import dev.streamify.batch.database.Database;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What was changed and by whom: in the database, and in the log under the category {@code audit}.
 */
@ApplicationScoped
public class AuditLog {
  private static final Logger AUDIT = Logger.getLogger("audit");
  private static final Logger LOG = Logger.getLogger(AuditLog.class);
  private static final int MAX_WAITING = 1_000;
  private static final int REFUSALS_A_SECOND = 5;
  private static final int REFUSALS_AT_ONCE = 200;

  private final Database database;
  private final RateLimiter refusals;
  private final ThreadPoolExecutor writer;

  AuditLog(Database database, Clock clock) {
    this.database = database;
    this.refusals =
        new RateLimiter(REFUSALS_A_SECOND, Duration.ofSeconds(1), REFUSALS_AT_ONCE, clock);
    this.writer =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            task -> {
              Thread thread = new Thread(task, "audit");
              thread.setDaemon(true);
              return thread;
            });
    writer.allowCoreThreadTimeOut(true);
  }

  /**
   * Remembers a change before its caller is answered. What was done is done: when the database is
   * away, the line in the log is all there is.
   */
  public void write(AuditEntry entry) {
    AUDIT.infof(
        "%s (%s) from %s: %s %s -> %d %s, request %s",
        entry.caller(),
        entry.role(),
        entry.address(),
        entry.method(),
        entry.path(),
        entry.status(),
        entry.target(),
        entry.requestId());
    try {
      insert(entry);
    } catch (RuntimeException e) {
      LOG.errorf(
          "The audit log's entry of request %s is not in the database: %s",
          entry.requestId(), e.getMessage());
    }
  }

  /**
   * Remembers what was refused at the door; returns at once. Of a flood of refusals only some are
   * kept, so that nobody fills the disk without a key.
   */
  public void refused(AuditEntry entry) {
    if (refusals.take("all").isPresent()) {
      return;
    }
    try {
      writer.execute(() -> write(entry));
    } catch (RejectedExecutionException e) {
      LOG.warnf("Too many refusals at once: request %s is not in the audit log", entry.requestId());
    }
  }

  private void insert(AuditEntry entry) {
    database.useTransaction(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO audit_log (answered_at, caller, caller_role, address, http_method,"
                        + " http_path, request_id, target, http_status)"
                        + " VALUES (:at, :caller, :role, :address, :method, :path, :request,"
                        + " :target, :status)")
                .bind("at", entry.at().atOffset(ZoneOffset.UTC))
                .bind("caller", entry.caller())
                .bind("role", entry.role())
                .bind("address", entry.address())
                .bind("method", entry.method())
                .bind("path", entry.path())
                .bind("request", entry.requestId())
                .bind("target", entry.target())
                .bind("status", entry.status())
                .execute());
  }

  /** Forgets what was written before that time. */
  public void forget(Instant before) {
    database.useTransaction(
        handle ->
            handle
                .createUpdate("DELETE FROM audit_log WHERE answered_at < :before")
                .bindByType("before", before.atOffset(ZoneOffset.UTC), OffsetDateTime.class)
                .execute());
  }

  /**
   * Entries, newest first.
   *
   * @param before only those with a smaller number
   * @param limit how many at most
   */
  public List<Numbered> before(long before, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM audit_log WHERE seq < :before ORDER BY seq DESC LIMIT :limit")
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list());
  }

  private static Numbered entry(ResultSet row) throws SQLException {
    return new Numbered(
        row.getLong("seq"),
        new AuditEntry(
            row.getObject("answered_at", OffsetDateTime.class).toInstant(),
            row.getString("caller"),
            row.getString("caller_role"),
            row.getString("address"),
            row.getString("http_method"),
            row.getString("http_path"),
            row.getString("request_id"),
            row.getString("target"),
            row.getInt("http_status")));
  }

  @PreDestroy
  void close() throws InterruptedException {
    writer.shutdown();
    if (!writer.awaitTermination(5, TimeUnit.SECONDS)) {
      LOG.warnf("%d entries of the audit log were not written", writer.getQueue().size());
    }
  }

  /**
   * An entry with its place.
   *
   * @param number grows with time
   * @param entry the entry
   */
  public record Numbered(long number, AuditEntry entry) {}
}
