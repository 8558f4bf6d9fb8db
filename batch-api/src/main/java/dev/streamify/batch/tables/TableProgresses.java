package dev.streamify.batch.tables;

import dev.streamify.contract.DeadLetter;
import dev.streamify.contract.EnrichmentColumns;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.TableDefinition;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Follows the tables of the contract. */
@Singleton
public class TableProgresses {
  private static final List<String> TIMES =
      List.of(EnrichmentColumns.PROCESSING_TIME, DeadLetter.REJECTED_AT);

  private final Map<String, TableProgress> progress;

  TableProgresses(EventContract contract) {
    this.progress =
        new ConcurrentHashMap<>(
            contract.tables().stream()
                .collect(
                    Collectors.toMap(
                        TableDefinition::name, TableProgresses::of, (one, other) -> one)));
  }

  private static TableProgress of(TableDefinition table) {
    List<String> columns = table.columnNames().toList();
    return new TableProgress(TIMES.stream().filter(columns::contains).findFirst());
  }

  /** Takes a look at those of the tables that belong to the contract. */
  public void look(Collection<LoadedTable> tables) {
    tables.forEach(
        table -> Optional.ofNullable(progress.get(table.name())).ifPresent(it -> it.look(table)));
  }

  /** A table's progress; absent when the contract does not know it. */
  public Optional<TableProgress> of(String table) {
    return Optional.ofNullable(progress.get(table));
  }
}
