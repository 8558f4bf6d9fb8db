package dev.streamify.batch.history;

import dev.streamify.batch.database.Database;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunProgress;
import dev.streamify.batch.runs.RunState;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** All runs that are remembered, to look at. */
@Singleton
public class RunStore {
  private final Database database;

  RunStore(Database database) {
    this.database = database;
  }

  /** The run of that id, in its newest state. */
  public Optional<Run> find(RunId id) {
    return database.read(handle -> find(handle, id));
  }

  static Optional<Run> find(Handle handle, RunId id) {
    return one(handle, "SELECT * FROM runs WHERE id = :value", id.value());
  }

  static Optional<Run> findByKey(Handle handle, String key) {
    return one(handle, "SELECT * FROM runs WHERE request_key = :value", key);
  }

  private static Optional<Run> one(Handle handle, String sql, String value) {
    return handle
        .createQuery(sql)
        .bind("value", value)
        .map((row, context) -> RunRows.read(row))
        .findOne();
  }

  /** The parts of a run, in the order in which they were planned. */
  public List<Run> children(RunId parent) {
    return database.read(handle -> children(handle, parent));
  }

  static List<Run> children(Handle handle, RunId parent) {
    return handle
        .createQuery("SELECT * FROM runs WHERE parent_id = :parent ORDER BY id")
        .bind("parent", parent.value())
        .map((row, context) -> RunRows.read(row))
        .list();
  }

  /** How many parts of a run are in which state. */
  public Map<RunState.Name, Long> childrenByState(RunId parent) {
    Map<RunState.Name, Long> counts = new EnumMap<>(RunState.Name.class);
    database
        .read(
            handle ->
                handle
                    .createQuery(
                        "SELECT state, count(*) AS held FROM runs WHERE parent_id = :parent GROUP BY state")
                    .bind("parent", parent.value())
                    .map(
                        (row, context) ->
                            Map.entry(
                                RunState.Name.valueOf(row.getString("state")), row.getLong("held")))
                    .list())
        .forEach(count -> counts.put(count.getKey(), count.getValue()));
    return counts;
  }

  /** The runs that a run needs. */
  public List<RunId> needs(RunId id) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT needs_id FROM run_needs WHERE run_id = :id ORDER BY needs_id")
                .bind("id", id.value())
                .mapTo(String.class)
                .map(RunId::new)
                .list());
  }

  /** How far a run is, or was when it ended. */
  public Optional<RunProgress> progress(RunId id) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT progress FROM runs WHERE id = :id AND progress IS NOT NULL")
                .bind("id", id.value())
                .mapTo(String.class)
                .findOne()
                .map(RunDetail::progress));
  }

  /** Notes how far a run is. */
  public void note(RunId id, RunProgress progress) {
    database.useTransaction(
        handle ->
            handle.execute(
                "UPDATE runs SET progress = ? WHERE id = ?",
                RunDetail.toJson(progress),
                id.value()));
  }

  /** Runs that fit, newest first, without the results of their checks. */
  public List<Run> list(RunFilter filter) {
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    filter.job().ifPresent(job -> conditions.add("job = :job"));
    filter.from().ifPresent(from -> conditions.add("requested_at >= :from"));
    filter.to().ifPresent(to -> conditions.add("requested_at < :to"));
    filter.parent().ifPresent(parent -> conditions.add("parent_id = :parent"));
    filter.before().ifPresent(before -> conditions.add("id < :before"));
    if (filter.topLevel()) {
      conditions.add("parent_id IS NULL");
    }
    if (!filter.states().isEmpty()) {
      conditions.add("state IN (<states>)");
    }
    String sql =
        "SELECT %s FROM runs WHERE %s ORDER BY id DESC LIMIT :limit"
            .formatted(RunRows.COLUMNS_WITHOUT_CHECKS, String.join(" AND ", conditions));
    return database.read(
        handle -> {
          Query query = handle.createQuery(sql).bind("limit", filter.limit());
          filter.job().ifPresent(job -> query.bind("job", job));
          filter.from().ifPresent(from -> RunRows.time(query, "from", filter.from()));
          filter.to().ifPresent(to -> RunRows.time(query, "to", filter.to()));
          filter.parent().ifPresent(parent -> query.bind("parent", parent.value()));
          filter.before().ifPresent(before -> query.bind("before", before.value()));
          if (!filter.states().isEmpty()) {
            query.bindList("states", filter.states().stream().map(Enum::name).toList());
          }
          return query.map((row, context) -> RunRows.readWithoutChecks(row)).list();
        });
  }

  /** The newest runs of a job that evaluated any checks, newest first. */
  public List<Run> checked(String job, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    // The order names all columns of the index, else H2 sorts all of them.
                    "SELECT * FROM runs WHERE job = :job AND checked"
                        + " ORDER BY job DESC, checked DESC, id DESC LIMIT :limit")
                .bind("job", job)
                .bind("limit", limit)
                .map((row, context) -> RunRows.read(row))
                .list());
  }

  /** Runs that a replica executes. */
  public List<Run> runningOn(String worker) {
    return running("worker = :worker", worker);
  }

  private List<Run> running(String condition, String worker) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM runs WHERE state = 'RUNNING' AND kind = 'JOB' AND " + condition)
                .bind("worker", worker)
                .map((row, context) -> RunRows.read(row))
                .list());
  }

  /** Runs that other replicas execute. */
  public List<Run> runningElsewhere(String worker) {
    return running("worker <> :worker", worker);
  }

  /**
   * Forgets runs that ended long ago, with their logs.
   *
   * @return how many
   */
  public int forget(Instant endedBefore) {
    return database.inTransaction(
        handle -> {
          var delete =
              handle.createUpdate(
                  "DELETE FROM runs WHERE finished_at < :before AND parent_id IS NULL");
          RunRows.time(delete, "before", Optional.of(endedBefore));
          return delete.execute();
        });
  }
}
