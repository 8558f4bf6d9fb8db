package dev.streamify.batch.history;

import dev.streamify.batch.database.Database;
import java.time.Clock;

/** Opens the history to tests of other packages. */
public final class Histories {
  private Histories() {}

  /** The queue. */
  public static RunQueue queue(Database database, Clock clock) {
    return new RunQueue(database, clock);
  }

  /** The queue, with somebody who hears of starts and ends. */
  public static RunQueue queue(Database database, Clock clock, RunMoves moves) {
    return new RunQueue(database, clock, moves);
  }

  /** All runs. */
  public static RunStore store(Database database) {
    return new RunStore(database);
  }

  /** The logs. */
  public static RunLog log(Database database, Clock clock) {
    return new RunLog(database, clock);
  }
}
