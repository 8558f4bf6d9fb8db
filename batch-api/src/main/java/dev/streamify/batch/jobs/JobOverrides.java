package dev.streamify.batch.jobs;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a deployment says differently from the yml of a job, under {@code
 * streamify.batch.jobs.<job>.}: {@code schedule} (a cron expression or {@code off}), {@code sensor}
 * ({@code off}, or {@code on} for what the yml says), {@code retry-attempts}, {@code
 * retry-backoff}.
 */
public final class JobOverrides {
  /** Nothing is said differently. */
  public static final JobOverrides NONE = new JobOverrides(name -> null);

  private static final String OFF = "off";
  private static final String ON = "on";

  private final UnaryOperator<String> settings;

  /**
   * Looks settings up.
   *
   * @param settings gives the value of a setting by its full name; null when it is not set
   */
  public JobOverrides(UnaryOperator<String> settings) {
    this.settings = settings;
  }

  Retry retry(String job, Retry retry) {
    return new Retry(
        setting(job, "retry-attempts").map(text -> number(job, text)).orElseGet(retry::attempts),
        setting(job, "retry-backoff").map(text -> duration(job, text)).orElseGet(retry::backoff));
  }

  JobTriggers triggers(String job, JobTriggers triggers) {
    Optional<String> schedule = setting(job, "schedule");
    Optional<String> sensor = setting(job, "sensor");
    sensor
        .filter(text -> !text.equals(ON) && !text.equals(OFF))
        .ifPresent(
            text -> {
              throw unusable(job, "sensor", text, "on or off");
            });
    return new JobTriggers(
        schedule.isPresent()
            ? schedule.filter(text -> !text.equals(OFF)).map(Schedule::parse)
            : triggers.schedule(),
        sensor.filter(OFF::equals).isPresent() ? Optional.empty() : triggers.sensor());
  }

  private Optional<String> setting(String job, String name) {
    return Optional.ofNullable(settings.apply("streamify.batch.jobs." + job + "." + name))
        .filter(text -> !text.isBlank());
  }

  private static int number(String job, String text) {
    if (text.matches("[0-9]{1,3}")) {
      return Integer.parseInt(text);
    }
    throw unusable(job, "retry-attempts", text, "a number from 1 to 100");
  }

  private static Duration duration(String job, String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw unusable(job, "retry-backoff", text, "a duration like PT10S");
    }
  }

  private static IllegalArgumentException unusable(
      String job, String name, String found, String expected) {
    return new IllegalArgumentException(
        "streamify.batch.jobs.%s.%s must be %s, found '%s'".formatted(job, name, expected, found));
  }
}
