package dev.streamify.sim.cli;

import picocli.CommandLine.Option;

/** When the events happen, and how fast they are produced. */
final class WhenOptions {
  @Option(
      names = {"-s", "--start-time"},
      paramLabel = "TIME",
      description = "Begin of the simulation, UTC, such as 2026-01-31T00:00:00.")
  String startTime;

  @Option(
      names = {"-e", "--end-time"},
      paramLabel = "TIME",
      description = "End of the simulation, UTC (default: now).")
  String endTime;

  @Option(
      names = {"-f", "--from"},
      paramLabel = "DAYS",
      description = "Begin so many days ago.")
  Long from;

  @Option(
      names = {"-t", "--to"},
      paramLabel = "DAYS",
      description = "End so many days ago.")
  Long to;

  @Option(
      names = {"-c", "--continuous"},
      description = "Go on with the clock, without an end.")
  boolean continuous;

  @Option(
      names = "--real-time",
      description = "Produce each event when it happens; begins now unless told otherwise.")
  boolean realTime;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Records per second (default: as fast as possible).")
  Double rate;
}
