package dev.streamify.batch.silver;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.quality.QualityAudit;
import jakarta.inject.Singleton;
import java.util.Map;

/** Brings the events of bronze that silver lacks. */
@Singleton
public class DeduplicateTask extends SilverTask {
  /** With what it reads, what executes it and what checks it. */
  public DeduplicateTask(Lakehouse lakehouse, Engine engine, QualityAudit quality) {
    super(lakehouse, engine, quality);
  }

  @Override
  public JobDefinition.Kind kind() {
    return JobDefinition.Kind.DEDUPLICATE;
  }

  @Override
  Map<String, Long> nothing() {
    return Accounting.NOTHING.metrics();
  }

  @Override
  Transform transform(Work work) {
    return new Deduplication(work);
  }
}
