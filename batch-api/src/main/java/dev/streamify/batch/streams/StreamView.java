package dev.streamify.batch.streams;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far the events of a stream have come.
 *
 * @param name the stream
 * @param description what an event of it tells
 * @param status the worst of its troubles, judged by what waits and what moves
 * @param troubles what is wrong, the worst first
 * @param topics its topics
 * @param hops the steps on its way, and what waits for them; those that cannot be seen are missing
 * @param bronze deliveries that have landed; absent as long as the table is not there
 * @param silver events; absent as long as the table is not there
 * @param deadLetters rejected records that have landed; absent as long as the table is not there
 */
public record StreamView(
    @Schema(examples = "listen_events") String name,
    String description,
    StreamStatus status,
    List<TroubleView> troubles,
    Topics topics,
    List<HopView> hops,
    Optional<Layer> bronze,
    Optional<Silver> silver,
    Optional<DeadLetters> deadLetters) {

  /**
   * The topics of a stream.
   *
   * @param raw written by producers
   * @param enriched valid events
   * @param deadLetters rejected records
   */
  public record Topics(String raw, String enriched, String deadLetters) {}

  /**
   * A table of the stream.
   *
   * @param table its name
   * @param rows rows of the current snapshot
   * @param lastCommitAt the newest commit that changed rows, UTC; absent as long as there is none
   * @param freshnessSeconds age of the newest row, seconds: from its processing to that commit, and
   *     from there until now
   */
  public record Layer(
      String table, long rows, Optional<Instant> lastCommitAt, Optional<Long> freshnessSeconds) {}

  /**
   * The silver table of the stream.
   *
   * @param table its name
   * @param rows rows of the current snapshot
   * @param lastCommitAt the newest commit that changed rows, UTC; absent as long as there is none
   * @param freshnessSeconds age of the newest row, seconds: from its processing to that commit, and
   *     from there until now
   * @param job the job that writes it
   * @param unconsumedRows rows of bronze that no run has read; absent when the snapshots between do
   *     not tell, and the next run reads whole days
   */
  public record Silver(
      String table,
      long rows,
      Optional<Instant> lastCommitAt,
      Optional<Long> freshnessSeconds,
      Optional<String> job,
      Optional<Long> unconsumedRows) {}

  /**
   * Rejected records of the stream.
   *
   * @param table the table of all streams' rejected records
   * @param rows how many are of this stream
   * @param byReason how many of them by reason
   * @param complete whether all of the table was counted; else rows is what was counted up to now,
   *     and later requests count on
   */
  public record DeadLetters(
      String table, long rows, Map<String, Long> byReason, boolean complete) {}

  /**
   * Something that is wrong.
   *
   * @param status what it makes of the stream
   * @param hop where; absent for dead letters
   * @param cause what was seen, and what to do
   */
  public record TroubleView(StreamStatus status, Optional<String> hop, String cause) {}

  /**
   * A step.
   *
   * @param hop enrich (to the enriched topic), land (to bronze), land_dead_letters or dedup (to
   *     silver)
   * @param waitingRecords records that wait for it, transaction markers not counted
   * @param waitingSeconds how long the oldest of them has been waiting
   * @param stalledSeconds how long nothing has moved although something waits
   */
  public record HopView(
      @Schema(examples = "land") String hop,
      long waitingRecords,
      long waitingSeconds,
      long stalledSeconds) {}
}
