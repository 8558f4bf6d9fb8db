package dev.streamify.sim.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which events there are. */
final class WhatOptions {
  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many events, over all streams (default without a start: 100000).")
  Long events;

  @Option(
      names = "--replay",
      paramLabel = "DIR",
      description = "Replay the NDJSON files of a folder, plain or gzip, one per topic.")
  Path replay;

  @Option(
      names = {"-n", "--nusers"},
      paramLabel = "N",
      description = "Users at the start (default: what fits to --events, else 10000).")
  Integer users;

  @Option(
      names = {"-g", "--growth-rate"},
      paramLabel = "R",
      description = "Growth of the users in a year, 1 doubles them (default 2).")
  Double growthRate;

  @Option(
      names = {"-u", "--userid"},
      paramLabel = "ID",
      description = "Number of the first user (default 1).")
  Long firstUserId;

  @Option(
      names = {"-r", "--randomseed"},
      paramLabel = "SEED",
      description = "Seed of everything (default: another one each time; it is printed).")
  Long seed;

  @Option(names = "--tag", paramLabel = "TEXT", description = "Tag of every event of a user.")
  String tag;

  @Option(
      names = "--duplicates",
      paramLabel = "P",
      description = "Share of events that are delivered twice, 0 to 1.")
  double duplicates;

  @Option(
      names = "--malformed",
      paramLabel = "P",
      description = "Share of corrupted copies that are added, 0 to 1.")
  double malformed;

  @Option(
      names = "--late",
      paramLabel = "P",
      description = "Share of events that are delivered minutes to days late, 0 to 1.")
  double late;
}
