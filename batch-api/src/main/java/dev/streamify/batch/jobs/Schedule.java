package dev.streamify.batch.jobs;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** When a job is due: five fields as crontab has them, in UTC. */
public final class Schedule {
  private final Cron cron;
  private final ExecutionTime times;

  private Schedule(Cron cron) {
    this.cron = cron;
    this.times = ExecutionTime.forCron(cron);
  }

  /**
   * Reads one.
   *
   * @param text minute, hour, day of month, month, day of week
   * @throws IllegalArgumentException when it is none
   */
  public static Schedule parse(String text) {
    CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    try {
      return new Schedule(parser.parse(text).validate());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is not a schedule like '15 3 * * *' (minute, hour, day, month, weekday; UTC): %s"
              .formatted(text, e.getMessage()),
          e);
    }
  }

  /** The first time after that one. */
  public Optional<Instant> nextAfter(Instant time) {
    return times.nextExecution(time.atZone(ZoneOffset.UTC)).map(next -> next.toInstant());
  }

  /** The last time that is not after that one. */
  public Optional<Instant> lastUpTo(Instant time) {
    return times
        .lastExecution(time.plusSeconds(1).atZone(ZoneOffset.UTC))
        .map(last -> last.toInstant());
  }

  @Override
  public String toString() {
    return cron.asString();
  }
}
