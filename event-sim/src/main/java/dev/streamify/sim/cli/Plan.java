package dev.streamify.sim.cli;

import dev.streamify.sim.event.SourceException;
import dev.streamify.sim.model.SimulationOptions;
import dev.streamify.sim.output.Pacer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the arguments amount to.
 *
 * @param simulation what to simulate; empty for a replay
 * @param pacer when records are produced
 * @param seed of simulation and faults
 * @param description what to say about it, with everything that a repetition needs
 */
record Plan(Optional<SimulationOptions> simulation, Pacer pacer, long seed, String description) {
  private static final long DEFAULT_EVENTS = 100_000;
  private static final int DEFAULT_USERS = 10_000;

  static Plan of(WhatOptions what, WhenOptions when, Clock clock) {
    long seed = what.seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : what.seed;
    Pacer pacer = pacer(when, clock);
    if (what.replay != null) {
      refuse(
          what.events != null || what.users != null || when.continuous || when.realTime,
          "--replay takes its events from files: leave out --events, --nusers, --continuous"
              + " and --real-time");
      return new Plan(Optional.empty(), pacer, seed, "replay of " + what.replay + ", seed " + seed);
    }
    SimulationOptions options = simulation(what, when, seed, clock);
    String description =
        "seed %s, start %s, end %s, %s events"
            .formatted(
                seed,
                options.startTime().map(Instant::toString).orElse("as late as possible"),
                options.endTime().map(Instant::toString).orElse("none"),
                options.events().isPresent() ? options.events().getAsLong() : "all");
    return new Plan(Optional.of(options), pacer, seed, description);
  }

  private static Pacer pacer(WhenOptions when, Clock clock) {
    boolean withClock = when.continuous || when.realTime;
    refuse(
        withClock && when.rate != null,
        "--rate does not go with --continuous or --real-time: choose the traffic by --nusers");
    if (withClock) {
      return Pacer.inRealTime(clock);
    }
    if (when.rate == null) {
      return Pacer.asFastAsPossible();
    }
    refuse(
        !(when.rate > 0 && Double.isFinite(when.rate)),
        "--rate %s is not usable: give records per second, above 0".formatted(when.rate));
    return Pacer.atRate(when.rate);
  }

  private static SimulationOptions simulation(
      WhatOptions what, WhenOptions when, long seed, Clock clock) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Optional<Instant> start = time("start-time", when.startTime, "from", when.from, now);
    Optional<Instant> end = time("end-time", when.endTime, "to", when.to, now);
    boolean withClock = when.continuous || when.realTime;
    refuse(
        when.continuous && (end.isPresent() || what.events != null),
        "--continuous has no end: leave out --events, --end-time and --to");
    if (withClock) {
      start = start.or(() -> Optional.of(now));
    } else {
      end = end.or(() -> Optional.of(now));
    }
    boolean needsEvents = start.isEmpty() && what.events == null;
    return new SimulationOptions(
        seed,
        needsEvents ? OptionalLong.of(DEFAULT_EVENTS) : optional(what.events),
        users(what, needsEvents),
        what.growthRate == null ? SimulationOptions.DEFAULT_GROWTH_RATE : what.growthRate,
        start,
        end,
        what.firstUserId == null ? 1 : what.firstUserId,
        Optional.ofNullable(what.tag));
  }

  private static OptionalInt users(WhatOptions what, boolean fitToEvents) {
    if (what.users != null) {
      return OptionalInt.of(what.users);
    }
    return fitToEvents || what.events != null ? OptionalInt.empty() : OptionalInt.of(DEFAULT_USERS);
  }

  private static OptionalLong optional(Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static Optional<Instant> time(
      String timeOption, String time, String daysOption, Long daysAgo, Instant now) {
    refuse(
        time != null && daysAgo != null,
        "--%s and --%s say the same: give one of them".formatted(timeOption, daysOption));
    if (daysAgo != null) {
      refuse(daysAgo < 0 || daysAgo > 10_000, "--%s %s: give days".formatted(daysOption, daysAgo));
      return Optional.of(now.minus(Duration.ofDays(daysAgo)));
    }
    return Optional.ofNullable(time).map(text -> parse(timeOption, text));
  }

  /** As an instant, as a UTC date and time without zone, or as a UTC date. */
  private static Instant parse(String option, String text) {
    try {
      if (text.endsWith("Z")) {
        return Instant.parse(text);
      }
      return text.contains("T")
          ? LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new SourceException(
          "--%s %s is no time: write it as 2026-01-31T00:00:00 (UTC)".formatted(option, text), e);
    }
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new SourceException(message);
    }
  }
}
