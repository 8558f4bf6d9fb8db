package dev.streamify.batch.bootstrap;

import java.util.List;

/**
 * What one bootstrap did.
 *
 * @param tables how many tables the contract has
 * @param created names of those that were missing
 * @param changed names of those that gained columns or properties
 */
record BootstrapReport(int tables, List<String> created, List<String> changed) {
  BootstrapReport {
    created = List.copyOf(created);
    changed = List.copyOf(changed);
  }

  @Override
  public String toString() {
    return "%d tables are there (created %s, widened %s)".formatted(tables, created, changed);
  }
}
