package dev.streamify.batch.tables;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How old the newest row of a table is: its ingestion lag (from the row's processing to the commit
 * that brought it) and its catalogue lag (since the newest commit that changed rows) together. The
 * one figure of a table's freshness, wherever it is told.
 */
@Singleton
public class Freshness {
  private final TableProgresses progresses;
  private final Clock clock;

  Freshness(TableProgresses progresses, Clock clock) {
    this.progresses = progresses;
    this.clock = clock;
  }

  /** Both together, not below 0; absent as long as nothing was written. */
  public Optional<Duration> of(LoadedTable table) {
    return catalogueLag(table).map(lag -> lag.plus(ingestionLag(table).orElse(Duration.ZERO)));
  }

  /** The same in whole seconds. */
  public Optional<Long> seconds(LoadedTable table) {
    return of(table).map(Duration::toSeconds);
  }

  /** Of the newest commit; absent for tables whose rows do not tell when they were processed. */
  public Optional<Duration> ingestionLag(LoadedTable table) {
    return progresses.of(table.name()).flatMap(TableProgress::ingestionLag);
  }

  /** Since the newest commit that changed rows, not below 0; absent as long as there is none. */
  public Optional<Duration> catalogueLag(LoadedTable table) {
    return table
        .lastChange()
        .map(change -> Duration.between(change, clock.instant()))
        .map(lag -> lag.isNegative() ? Duration.ZERO : lag);
  }
}
