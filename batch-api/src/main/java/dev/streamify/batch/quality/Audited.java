package dev.streamify.batch.quality;

import dev.streamify.batch.engine.EngineSession;
import dev.streamify.batch.engine.TableScan;
import dev.streamify.batch.increments.Increment;
import dev.streamify.batch.jobs.JobDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;

/**
 * What a run wrote, as checks look at it: on its audit branch, before anybody else sees it.
 *
 * @param job the job
 * @param session the run's session, in which the increment is still known
 * @param output the table that was written
 * @param head the branch's newest snapshot
 * @param rows the rows that the run wrote, absent when it wrote none
 * @param vicinity the rows of the dates that it wrote to, its own among them
 * @param read what it read
 * @param balance whether every row read is accounted for
 * @param metrics the run's counts
 * @param counted what was counted while the rows were written
 * @param placeholders values for the statements beside the yml
 */
public record Audited(
    JobDefinition job,
    EngineSession session,
    Table output,
    long head,
    Optional<TableScan> rows,
    TableScan vicinity,
    List<Input> read,
    Balance balance,
    Map<String, Long> metrics,
    Map<String, Object> counted,
    Map<String, String> placeholders) {

  /**
   * An input.
   *
   * @param name the table's name
   * @param table the table
   * @param increment what was read of it
   */
  public record Input(String name, Table table, Increment increment) {}

  /**
   * A balance of rows.
   *
   * @param holds whether it is even
   * @param expected what should be
   * @param observed what is
   */
  public record Balance(boolean holds, String expected, String observed) {}
}
