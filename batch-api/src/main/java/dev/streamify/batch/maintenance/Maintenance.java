package dev.streamify.batch.maintenance;

import dev.streamify.batch.engine.EngineException;
import dev.streamify.batch.engine.EngineSession;
import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunFailure;
import dev.streamify.batch.runs.RunRequest;
import dev.streamify.contract.TableDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;

/**
 * What a maintenance job works with.
 *
 * @param request what was asked for
 * @param job the job
 * @param table its table
 * @param session where procedures are called
 * @param now the time
 */
record Maintenance(
    RunRequest request, JobDefinition job, Table table, EngineSession session, Instant now) {

  /** The table's name. */
  String tableName() {
    return job.output().orElseThrow();
  }

  /**
   * Calls one of Iceberg's procedures for the table.
   *
   * @param arguments further arguments in SQL, by name
   * @throws RunFailure when somebody else's commit to the table came between
   */
  List<Map<String, Object>> call(String procedure, Map<String, String> arguments) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("table", Sql.text(TableDefinition.NAMESPACE + "." + tableName()));
    all.putAll(arguments);
    String call =
        "CALL %s.system.%s(%s)"
            .formatted(
                Sql.CATALOG,
                procedure,
                all.entrySet().stream()
                    .map(argument -> argument.getKey() + " => " + argument.getValue())
                    .collect(Collectors.joining(", ")));
    try {
      return session.query(call);
    } catch (EngineException e) {
      throw isConflict(e) ? conflict(procedure, e) : e;
    }
  }

  /**
   * Whether a commit came between, as Iceberg says it: it tries most commits again, but not one
   * that replaces a manifest which an append has merged with others meanwhile.
   */
  private static boolean isConflict(EngineException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains(CommitFailedException.class.getName())
        || (message.contains(ValidationException.class.getName())
            && message.contains("could not be found in the latest snapshot"));
  }

  private RunFailure conflict(String procedure, EngineException failure) {
    return new RunFailure(
        RunError.Code.PUBLISH_CONFLICT,
        "%s was written by somebody else during %s: %s; run the job again"
            .formatted(tableName(), procedure, failure.getMessage()));
  }

  /** A parameter that is a duration. */
  Duration duration(String parameter) {
    String text = job.parameter(parameter);
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw unusable("%s '%s' is not a duration like P3D or PT6H".formatted(parameter, text));
    }
  }

  /** A parameter that is a whole number, not below 1. */
  int count(String parameter) {
    String text = job.parameter(parameter);
    if (text.matches("[1-9][0-9]{0,5}")) {
      return Integer.parseInt(text);
    }
    throw unusable("%s '%s' is not a number from 1 to 999999".formatted(parameter, text));
  }

  RunFailure unusable(String what) {
    return new RunFailure(
        RunError.Code.UNUSABLE_SETTING, "%s: change the yml of job %s".formatted(what, job.name()));
  }
}
