package dev.streamify.batch.quality;

import dev.streamify.batch.catalog.NewestTime;
import dev.streamify.batch.increments.Increment;
import dev.streamify.batch.increments.InputFiles;
import dev.streamify.batch.jobs.Rule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;

/** Rules that table metadata alone can answer. */
final class MetadataAudit {
  private final Table output;
  private final long head;
  private final Clock clock;

  MetadataAudit(Table output, long head, Clock clock) {
    this.output = output;
    this.head = head;
    this.clock = clock;
  }

  Finding freshness(Rule.Freshness rule) {
    Optional<Instant> newest = NewestTime.of(output, head, rule.column());
    if (newest.isEmpty()) {
      return new Finding.Nothing("no file tells its newest " + rule.column());
    }
    Duration age = Duration.between(newest.get(), clock.instant());
    return new Finding.Judged(
        age.compareTo(rule.maxAge()) <= 0,
        "the newest %s is at most %s old".formatted(rule.column(), rule.maxAge()),
        "%s, %d s old".formatted(newest.get(), age.toSeconds()));
  }

  static Finding uniqueFiles(List<Audited.Input> read) {
    long listed = 0;
    long repeated = 0;
    List<Map<String, Object>> sample = List.of();
    for (Audited.Input input : read) {
      if (input.increment() instanceof Increment.Rows rows) {
        InputFiles.Listing listing =
            InputFiles.listing(input.table(), rows.snapshotId(), rows.dates());
        listed += listing.files();
        repeated += listing.repeated().size();
        sample =
            listing.repeated().stream()
                .map(path -> Map.<String, Object>of("table", input.name(), "file", path))
                .toList();
      }
    }
    List<Map<String, Object>> shown = sample;
    return new Finding.Counted(repeated, listed, "data files", () -> shown);
  }
}
