package dev.streamify.local.cli;

import dev.streamify.local.base.StackException;
import dev.streamify.local.load.LoadRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The arguments that say what is fed. */
final class LoadOptions {
  private static final long DEFAULT_EVENTS = 100_000;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Simulate N events (default 100000); 0 feeds nothing.")
  Long events;

  @Option(
      names = "--replay",
      paramLabel = "DIR",
      description = "Feed the NDJSON files of DIR (plain or gzip, one per topic) instead.")
  Path replay;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Events per second (default: as fast as possible).")
  double rate;

  @Option(
      names = "--duplicates",
      paramLabel = "P",
      description = "Share of events delivered twice, 0 to 1.")
  double duplicates;

  @Option(
      names = "--malformed",
      paramLabel = "P",
      description = "Share of corrupted records that are added, 0 to 1.")
  double malformed;

  @Option(
      names = "--late",
      paramLabel = "P",
      description = "Share of events delivered late, 0 to 1.")
  double late;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of simulation and faults (default: another one each time).")
  Long seed;

  /** What to feed; empty when the user asked for nothing in particular. */
  Optional<LoadRequest> requested() {
    return events == null && replay == null ? Optional.empty() : Optional.of(toRequest());
  }

  /** What to feed when nothing is left over from an earlier start. */
  LoadRequest toRequest() {
    if (events != null && replay != null) {
      throw StackException.unusable("--events and --replay exclude each other: give one of them");
    }
    if (events != null && events < 0) {
      throw StackException.unusable(
          "--events %d: give a number of events from 0".formatted(events));
    }
    if (rate < 0 || !Double.isFinite(rate)) {
      throw StackException.unusable(
          "--rate %s: give events per second, or leave it out".formatted(rate));
    }
    if (replay != null && !Files.isDirectory(replay)) {
      throw StackException.unusable(
          "--replay %s is no folder: give one with a file per topic, such as listen_events.gz"
              .formatted(replay));
    }
    return new LoadRequest(
        replay == null ? Optional.ofNullable(events).orElse(DEFAULT_EVENTS) : 0,
        Optional.ofNullable(replay).map(folder -> folder.toAbsolutePath().normalize().toString()),
        rate,
        share("--duplicates", duplicates),
        share("--malformed", malformed),
        share("--late", late),
        Optional.ofNullable(seed));
  }

  private static double share(String option, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw StackException.unusable(
          "%s %s is no share: give a number from 0 to 1, such as 0.02".formatted(option, share));
    }
    return share;
  }
}
