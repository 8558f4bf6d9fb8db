package dev.streamify.batch.silver;

import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.jobs.Repair;

/** The expressions of columns whose text is mended. */
final class Repairs {
  private final JobDefinition job;

  Repairs(JobDefinition job) {
    this.job = job;
  }

  /** The column, or what it becomes under the job's repairs, one after the other. */
  String expression(String column) {
    String expression = Sql.name(column);
    for (Repair repair : job.repairs()) {
      if (repair.columns().contains(column)) {
        expression = job.expression(repair.statement(), expression);
      }
    }
    return expression.equals(Sql.name(column))
        ? expression
        : expression + " AS " + Sql.name(column);
  }
}
