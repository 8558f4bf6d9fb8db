package dev.streamify.batch.tables;

import dev.streamify.batch.catalog.Lakehouse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.jboss.logging.Logger;

/**
 * One table that is kept loaded. To look at it again costs one question to the catalog, and its
 * metadata file only when it has changed.
 */
final class TableSlot {
  private static final Logger LOG = Logger.getLogger(TableSlot.class);

  private final Lakehouse lakehouse;
  private final String name;
  private final Shared<Optional<LoadedTable>> shared;
  // Only touched by a thread that looks up, one at a time.
  private Optional<Table> live = Optional.empty();
  private Optional<LoadedTable> latest = Optional.empty();

  TableSlot(Lakehouse lakehouse, String name, Duration keepFor, Clock clock) {
    this.lakehouse = lakehouse;
    this.name = name;
    this.shared = new Shared<>(this::lookUp, keepFor, clock);
  }

  /** The table, if there is one. */
  Optional<LoadedTable> get() {
    return shared.get();
  }

  /** The table as of now. */
  Optional<LoadedTable> renewed() {
    return shared.renewed();
  }

  /** Looks at the table again when it is asked for next. */
  void expire() {
    shared.expire();
  }

  /** The table as of now; absent, and said in the log, when its metadata cannot be read. */
  Optional<LoadedTable> ifReadable() {
    try {
      return renewed();
    } catch (NotFoundException | IllegalStateException broken) {
      LOG.warnf("Table %s is left out of the list: %s", name, broken.getMessage());
      return Optional.empty();
    }
  }

  private synchronized Optional<LoadedTable> lookUp() {
    live = refreshed();
    latest = live.map(this::frozen);
    return latest;
  }

  private Optional<Table> refreshed() {
    if (live.isEmpty()) {
      return lakehouse.table(name);
    }
    try {
      live.get().refresh();
      return live;
    } catch (NoSuchTableException | NotFoundException | IllegalStateException replaced) {
      // Dropped, or another table under the name: its UUID differs, or its old files are gone.
      return lakehouse.table(name);
    } catch (UncheckedSQLException broken) {
      // With its connection, which the catalog will not mend.
      live = Optional.empty();
      throw broken;
    }
  }

  private LoadedTable frozen(Table table) {
    TableOperations operations = ((HasTableOperations) table).operations();
    TableMetadata now = operations.current();
    boolean same =
        latest
            .map(known -> ((HasTableOperations) known.table()).operations().current() == now)
            .orElse(false);
    return same
        ? latest.orElseThrow()
        : new LoadedTable(
            name,
            new BaseTable(
                new StaticTableOperations(now, table.io(), table.locationProvider()), table.name()),
            table);
  }
}
