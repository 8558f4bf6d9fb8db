package dev.streamify.batch.alerts;

import dev.streamify.batch.flow.SinkRounds;
import dev.streamify.batch.tables.LoadedTable;
import dev.streamify.batch.tables.WarehouseDisk;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Small files, full disks, and sinks that commit without all of their tasks. */
@Singleton
class TableConditions implements ConditionSource {
  private static final long MANY_FILES = 500;
  private static final long SMALL_BYTES = 1024 * 1024;
  private static final double LITTLE_SPACE = 0.1;
  private static final long PARTIAL_COMMITS = 3;
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final SinkRounds rounds;
  private final EventContract contract;
  private final Map<String, Deque<Look>> partial = new HashMap<>();

  private record Look(Instant at, long commits) {}

  TableConditions(SinkRounds rounds, EventContract contract) {
    this.rounds = rounds;
    this.contract = contract;
  }

  @Override
  public Stream<Condition> conditions(Seen seen) {
    Collection<LoadedTable> all = seen.flow().tables().values();
    return Stream.of(
            all.stream().flatMap(table -> smallFiles(table).stream()),
            all.stream().findAny().flatMap(TableConditions::disk).stream(),
            contract.sinks().stream()
                .map(SinkDefinition::connectorName)
                .flatMap(sink -> partialCommits(sink, seen.flow().seenAt()).stream()))
        .flatMap(found -> found);
  }

  @Override
  public Set<AlertRule> unknown(Seen seen) {
    return seen.flow().catalogTrouble().isPresent()
        ? EnumSet.of(AlertRule.SMALL_FILES, AlertRule.DISK_FULL)
        : Set.of();
  }

  private static Optional<Condition> smallFiles(LoadedTable table) {
    if (table.files() <= MANY_FILES || table.averageFileBytes() >= SMALL_BYTES) {
      return Optional.empty();
    }
    return Optional.of(
        new Condition(
            AlertRule.SMALL_FILES,
            table.name(),
            "%s has %d files of %d kB on average: does POST /api/v1/jobs/rewrite_data_files_%s/runs complete?"
                .formatted(
                    table.name(), table.files(), table.averageFileBytes() / 1024, table.name())));
  }

  private static Optional<Condition> disk(LoadedTable table) {
    return WarehouseDisk.freeShare(table)
        .filter(share -> share < LITTLE_SPACE)
        .map(
            share ->
                new Condition(
                    AlertRule.DISK_FULL,
                    "",
                    "%d %% of the warehouse's disk are free: make room, or expire snapshots"
                        .formatted(Math.round(share * 100))));
  }

  private Optional<Condition> partialCommits(String sink, Instant now) {
    long commits = rounds.partialCommits(sink);
    Deque<Look> looks = partial.computeIfAbsent(sink, each -> new ArrayDeque<>());
    looks.addLast(new Look(now, commits));
    while (looks.size() > 1 && looks.getFirst().at().plus(WINDOW).isBefore(now)) {
      looks.removeFirst();
    }
    long lately = commits - looks.getFirst().commits();
    return lately <= PARTIAL_COMMITS
        ? Optional.empty()
        : Optional.of(
            new Condition(
                AlertRule.PARTIAL_COMMITS,
                sink,
                "%d of the commits of %s within 15 minutes were made before all tasks had answered: is one overloaded, or idle? see the worker's log"
                    .formatted(lately, sink)));
  }
}
