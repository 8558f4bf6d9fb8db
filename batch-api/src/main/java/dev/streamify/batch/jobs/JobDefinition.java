package dev.streamify.batch.jobs;

import dev.streamify.contract.EventStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One job, as its yml describes it.
 *
 * @param name unique name
 * @param group what it belongs to: the folder of its yml
 * @param description what it does, for people
 * @param kind which program executes it
 * @param stream the stream that it is about, when it was made for one
 * @param inputs tables that it reads
 * @param output the table that it writes; absent when it only reads. One run at a time holds its
 *     lease
 * @param uniqueKey columns that tell the output's rows apart
 * @param parameters settings that its kind knows, by name
 * @param repairs texts that are mended on their way, in this order
 * @param checks what has to hold before its output is published
 * @param retry how often a run is tried
 * @param triggers what starts its runs besides requests
 * @param sql the statements of the sql files beside the yml, by part; the main one is {@code main}
 */
public record JobDefinition(
    String name,
    String group,
    String description,
    Kind kind,
    Optional<EventStream> stream,
    List<String> inputs,
    Optional<String> output,
    List<String> uniqueKey,
    Map<String, String> parameters,
    List<Repair> repairs,
    List<CheckDefinition> checks,
    Retry retry,
    JobTriggers triggers,
    Map<String, String> sql) {

  /** The programs that jobs are made of. */
  public enum Kind {
    /** Adds events of bronze that silver does not have. */
    DEDUPLICATE,
    /** Makes sessions of the events of all streams. */
    SESSIONS,
    /** Counts what is where, and whether anything is missing. */
    RECONCILE,
    /** Makes small data files large ones. */
    REWRITE_DATA_FILES,
    /** Brings together the manifests of a table's data files. */
    REWRITE_MANIFESTS,
    /** Forgets snapshots that nobody needs any more, and deletes the files that only they had. */
    EXPIRE_SNAPSHOTS,
    /** Deletes files that no snapshot has. */
    REMOVE_ORPHAN_FILES,
    /** Sends dead letters to the raw topic again. */
    REPLAY
  }

  /** Copies the lists. */
  public JobDefinition {
    inputs = List.copyOf(inputs);
    uniqueKey = List.copyOf(uniqueKey);
    parameters = Map.copyOf(parameters);
    repairs = List.copyOf(repairs);
    checks = List.copyOf(checks);
    sql = Map.copyOf(sql);
  }

  /**
   * What one run at a time has for itself: the output, or the raw topic that a replay writes;
   * absent for jobs that only read.
   */
  public Optional<String> lease() {
    return kind == Kind.REPLAY ? stream.map(EventStream::rawTopic) : output;
  }

  /** Whether it reads what another job writes. */
  public boolean needs(JobDefinition other) {
    return other.output().filter(inputs::contains).isPresent();
  }

  /**
   * A setting.
   *
   * @throws IllegalStateException when the yml does not have it
   */
  public String parameter(String parameter) {
    String value = parameters.get(parameter);
    if (value == null) {
      throw new IllegalStateException(
          "job %s has no parameter '%s': it has %s"
              .formatted(name, parameter, parameters.keySet()));
    }
    return value;
  }

  /**
   * An expression beside the yml, applied to a text. <code>${text}</code> in it stands for the
   * text, and <code>${part: other}</code> for the expression of another part, applied to another
   * text.
   *
   * @param part its part
   * @param text an expression in SQL
   */
  public String expression(String part, String text) {
    return Expressions.applied(this::statement, part, text);
  }

  /**
   * A statement.
   *
   * @param part its part
   * @throws IllegalStateException when the file is missing
   */
  public String statement(String part) {
    String statement = sql.get(part);
    if (statement == null) {
      throw new IllegalStateException(
          "job %s has no statement '%s': it has %s".formatted(name, part, sql.keySet()));
    }
    return statement;
  }
}
