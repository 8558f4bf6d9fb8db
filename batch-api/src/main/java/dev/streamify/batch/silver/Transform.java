package dev.streamify.batch.silver;

import dev.streamify.batch.quality.Audited;
import java.util.List;
import org.apache.iceberg.Snapshot;

/** What a kind of job writes, without how it is audited and published. */
interface Transform {
  /** What it reads. */
  List<Audited.Input> read();

  /** Writes to the branch, in one statement. */
  void write(AuditBranch branch);

  /**
   * Tells what is on the branch now.
   *
   * @param head the snapshot that the statement made
   */
  Written written(AuditBranch branch, Snapshot head);
}
