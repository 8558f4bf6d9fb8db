package dev.streamify.batch.control;

import dev.streamify.batch.database.Database;
import dev.streamify.batch.execution.QueueListener;
import dev.streamify.batch.execution.RunsConfig;
import dev.streamify.batch.history.Histories;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunIds;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;

/** Opens requests for runs to tests of other packages; nobody executes what is asked for. */
public final class Requests {
  private Requests() {}

  /** Requests into that database. */
  public static RunRequests to(Database database, JobCatalogue jobs, Clock clock) {
    return new RunRequests(
        Histories.queue(database, clock),
        Histories.store(database),
        Histories.log(database, clock),
        planner(clock),
        jobs,
        new Unheard(),
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(RunsConfig.class)
            .build()
            .getConfigMapping(RunsConfig.class));
  }

  /** A planner. */
  public static RunPlanner planner(Clock clock) {
    return new RunPlanner(new RunIds(clock), clock);
  }

  private static final class Unheard implements QueueListener {
    @Override
    public void wake() {}

    @Override
    public void cancel(RunId run) {}
  }
}
