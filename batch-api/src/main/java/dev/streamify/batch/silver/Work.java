package dev.streamify.batch.silver;

import dev.streamify.batch.engine.EngineSession;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.quality.Audited;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.runs.RunRequest;
import java.util.List;
import org.apache.iceberg.Table;

/**
 * What a transform works with.
 *
 * @param request what was asked for
 * @param job the job
 * @param output the table to be written
 * @param inputs what is to be read
 * @param session where statements are executed
 */
record Work(
    RunRequest request,
    JobDefinition job,
    Table output,
    List<Audited.Input> inputs,
    EngineSession session) {

  /** Whether the rows of the dates read are to be replaced, and not added to. */
  boolean replaces() {
    return request.mode() == RunMode.FULL;
  }
}
