package dev.streamify.batch.silver;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.quality.QualityAudit;
import jakarta.inject.Singleton;
import java.util.Map;

/** Brings sessions up to date with the events of all streams. */
@Singleton
public class SessionsTask extends SilverTask {
  SessionsTask(Lakehouse lakehouse, Engine engine, QualityAudit quality) {
    super(lakehouse, engine, quality);
  }

  @Override
  public JobDefinition.Kind kind() {
    return JobDefinition.Kind.SESSIONS;
  }

  @Override
  Map<String, Long> nothing() {
    return SessionCounts.NOTHING.metrics();
  }

  @Override
  Transform transform(Work work) {
    return new Sessionization(work);
  }
}
