package dev.streamify.batch.runs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run.
 *
 * @param id its name
 * @param parent the run that it is a part of
 * @param kind whether it has a program or children
 * @param request what was asked for
 * @param spread how a backfill is cut into children
 * @param origin why it is there
 * @param key the caller's own name of the request: asked again under it, it is the same run
 * @param table the table that it writes; one running run at a time has it
 * @param requestedAt when it was asked for
 * @param attempts attempts that failed and were followed by another one, oldest first
 * @param cancelledBy who asked for its end
 * @param state where it stands
 */
public record Run(
    RunId id,
    Optional<RunId> parent,
    Kind kind,
    RunRequest request,
    Optional<Spread> spread,
    Origin origin,
    Optional<String> key,
    Optional<String> table,
    Instant requestedAt,
    List<Attempt> attempts,
    Optional<String> cancelledBy,
    RunState state) {

  /** What a run consists of. */
  public enum Kind {
    /** A job's program is executed. */
    JOB,
    /** One child for each job of a group, in the order of their inputs. */
    GROUP,
    /** Children for pieces of a range of dates. */
    BACKFILL
  }

  /** Copies the list. */
  public Run {
    attempts = List.copyOf(attempts);
  }

  /** A run of one job that waits. */
  public static Run queued(
      RunId id, RunRequest request, Optional<String> table, Origin origin, Instant now) {
    return waiting(id, Kind.JOB, request, Optional.empty(), origin, table, now);
  }

  /** A run that waits for its children. */
  public static Run parent(
      RunId id,
      Kind kind,
      RunRequest request,
      Optional<Spread> spread,
      Origin origin,
      Instant now) {
    return waiting(id, kind, request, spread, origin, Optional.empty(), now);
  }

  private static Run waiting(
      RunId id,
      Kind kind,
      RunRequest request,
      Optional<Spread> spread,
      Origin origin,
      Optional<String> table,
      Instant now) {
    return new Run(
        id,
        Optional.empty(),
        kind,
        request,
        spread,
        origin,
        Optional.empty(),
        table,
        now,
        List.of(),
        Optional.empty(),
        new RunState.Queued(Optional.empty()));
  }

  /** The same in another state. */
  public Run with(RunState next) {
    return copy(parent, key, attempts, next);
  }

  /** The same under a key. */
  public Run under(Optional<String> name) {
    return copy(parent, name, attempts, state);
  }

  /** The same as a part of another. */
  public Run partOf(RunId whole) {
    return copy(Optional.of(whole), key, attempts, state);
  }

  /** The same after one more attempt that came to nothing. */
  public Run after(Attempt failed) {
    List<Attempt> all = new ArrayList<>(attempts);
    all.add(failed);
    return copy(parent, key, all, state);
  }

  /** All that ever changes of a run here. */
  private Run copy(
      Optional<RunId> partOf, Optional<String> under, List<Attempt> failed, RunState next) {
    return new Run(
        id,
        partOf,
        kind,
        request,
        spread,
        origin,
        under,
        table,
        requestedAt,
        failed,
        cancelledBy,
        next);
  }

  /**
   * Tells what belongs together, from the request to the snapshot: the request's id. A run that
   * goes back to no request goes by its own id, or that of the run that it is a part of.
   */
  public String correlationId() {
    return origin.request().orElseGet(() -> parent.orElse(id).value());
  }

  /** Which attempt this is, from 1. */
  public int attempt() {
    return attempts.size() + 1;
  }

  /** Whether it asks for the same as another. */
  public boolean asksForTheSameAs(Run other) {
    return kind == other.kind && request.equals(other.request) && spread.equals(other.spread);
  }
}
