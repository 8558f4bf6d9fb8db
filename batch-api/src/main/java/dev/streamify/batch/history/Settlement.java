package dev.streamify.batch.history;

import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.batch.runs.RunState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What the end of a run means for those that need it and for the one that it is a part of. */
final class Settlement {
  private static final int NAMED = 5;

  private final Handle handle;
  private final Instant now;
  private final RunMoves moves;

  Settlement(Handle handle, Instant now, RunMoves moves) {
    this.handle = handle;
    this.now = now;
    this.moves = moves;
  }

  /** A run has ended. */
  void ended(Run run) {
    if (!(run.state() instanceof RunState.Completed)) {
      abortWhatNeeds(run);
    }
    run.parent().flatMap(parent -> RunStore.find(handle, parent)).ifPresent(this::settle);
  }

  private void abortWhatNeeds(Run run) {
    String reason =
        "needs run %s of %s, which is %s"
            .formatted(run.id(), run.request().job(), run.state().name());
    for (Run dependant : needing(run.id())) {
      if (dependant.state() instanceof RunState.Queued waiting) {
        Run aborted = dependant.with(waiting.abort(now, reason));
        moved(aborted);
        abortWhatNeeds(aborted);
      }
    }
  }

  private void moved(Run ended) {
    RunRows.update(handle, ended);
    moves.moved(handle, ended);
  }

  private List<Run> needing(RunId id) {
    return handle
        .createQuery(
            "SELECT r.* FROM runs r JOIN run_needs n ON n.run_id = r.id WHERE n.needs_id = :id")
        .bind("id", id.value())
        .map((row, context) -> RunRows.read(row))
        .list();
  }

  /** Ends a run once all of its children have. */
  private void settle(Run parent) {
    List<Run> children = RunStore.children(handle, parent.id());
    if (parent.state().name().isFinal()
        || !children.stream().allMatch(child -> child.state().name().isFinal())) {
      return;
    }
    RunState.Running running =
        parent.state() instanceof RunState.Queued waiting
            ? waiting.start(now, "")
            : (RunState.Running) parent.state();
    moved(parent.with(end(parent, running, children)));
  }

  private RunState end(Run parent, RunState.Running running, List<Run> children) {
    List<Run> open =
        children.stream().filter(child -> !(child.state() instanceof RunState.Completed)).toList();
    if (open.isEmpty()) {
      return running.complete(now, sum(children));
    }
    String done =
        "%d of %d runs completed".formatted(children.size() - open.size(), children.size());
    if (parent.cancelledBy().isPresent()) {
      return running.abort(now, "cancelled by %s; %s".formatted(parent.cancelledBy().get(), done));
    }
    return running.fail(
        now,
        RunError.of(
            RunError.Code.CHILDREN_FAILED,
            "%s; did not complete: %s; POST /api/v1/runs/%s/resume runs what is not done"
                .formatted(done, named(open), parent.id())),
        List.of());
  }

  private static String named(List<Run> open) {
    String names =
        open.stream()
            .limit(NAMED)
            .map(run -> "%s %s".formatted(run.request().job(), run.id()))
            .collect(Collectors.joining(", "));
    return open.size() > NAMED ? names + " and %d more".formatted(open.size() - NAMED) : names;
  }

  private static RunOutcome sum(List<Run> children) {
    Map<String, Long> metrics = new LinkedHashMap<>();
    for (Run child : children) {
      if (child.state() instanceof RunState.Completed completed) {
        completed
            .outcome()
            .metrics()
            .forEach((name, value) -> metrics.merge(name, value, Long::sum));
      }
    }
    return new RunOutcome(
        metrics, List.of(), Optional.empty(), List.of(), List.of(), Optional.empty());
  }

  /** Somebody wants a run and its children to end. */
  void cancel(Run run, String by) {
    handle.execute("UPDATE runs SET cancelled_by = ? WHERE id = ?", by, run.id().value());
    for (Run child : RunStore.children(handle, run.id())) {
      if (!child.state().name().isFinal()) {
        cancel(child, by);
      }
    }
    if (run.kind() == Run.Kind.JOB && run.state() instanceof RunState.Queued waiting) {
      RunStore.find(handle, run.id())
          .map(current -> current.with(waiting.abort(now, "cancelled by " + by)))
          .ifPresent(
              aborted -> {
                moved(aborted);
                ended(aborted);
              });
    }
  }
}
