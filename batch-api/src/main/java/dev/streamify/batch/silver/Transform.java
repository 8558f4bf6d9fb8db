package dev.streamify.batch.silver;

import dev.streamify.batch.quality.Audited;
import dev.streamify.batch.quality.RowRules;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Snapshot;

/** What a kind of job writes, without how it is audited and published. */
interface Transform {
  /** What it reads. */
  List<Audited.Input> read();

  /**
   * Writes to the branch, in one statement.
   *
   * @param rules what is to be asked of each row on the way
   * @return what was counted on the way
   */
  Map<String, Object> write(AuditBranch branch, RowRules rules);

  /**
   * Tells what is on the branch now.
   *
   * @param head the snapshot that the statement made
   * @param counted what the statement counted
   */
  Written written(AuditBranch branch, Snapshot head, Map<String, Object> counted);
}
