package dev.streamify.batch.maintenance;

import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.TableDefinition.Partitioning;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The days by which a table is partitioned.
 *
 * @param partitioning its column, a date or a time
 */
record PartitionDays(Partitioning partitioning) {

  static PartitionDays of(EventContract contract, String table) {
    return contract.tables().stream()
        .filter(definition -> definition.name().equals(table))
        .findFirst()
        .map(definition -> new PartitionDays(definition.partitioning()))
        .orElseThrow(
            () -> new IllegalStateException("table '%s' is not in the contract".formatted(table)));
  }

  /**
   * The condition of the partitions that are meant; absent for all.
   *
   * @param withOpen whether today's is among them
   */
  Optional<String> condition(DateRange range, boolean withOpen, Instant now) {
    List<String> conditions = new ArrayList<>();
    range.from().ifPresent(from -> conditions.add(name() + " >= " + start(from)));
    range.to().ifPresent(to -> conditions.add(name() + " < " + start(to.plusDays(1))));
    if (!withOpen) {
      conditions.add(name() + " < " + start(now.atZone(ZoneOffset.UTC).toLocalDate()));
    }
    return conditions.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", conditions));
  }

  private String name() {
    return Sql.name(partitioning.column());
  }

  private String start(LocalDate day) {
    return switch (partitioning.transform()) {
      case IDENTITY -> Sql.date(day);
      case DAY -> Sql.timestamp(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    };
  }
}
