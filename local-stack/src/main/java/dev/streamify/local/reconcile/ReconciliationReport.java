package dev.streamify.local.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.streamify.local.base.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether everything that was produced arrived, once.
 *
 * @param reconciled whether every stream's counts agree
 * @param streams counts by stream, in the contract's order
 * @param sessions sessions of users in silver
 * @param injected what the loads of this data directory fed, one element per load, as the simulator
 *     counted it
 * @param timings how long this start's loads took
 */
public record ReconciliationReport(
    @JsonProperty("reconciled") boolean reconciled,
    @JsonProperty("streams") Map<String, StreamCounts> streams,
    @JsonProperty("sessions") long sessions,
    @JsonProperty("injected") List<JsonNode> injected,
    @JsonProperty("timings") Timings timings) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String ROW = "%-18s %12s %12s %13s %12s %12s %11s %11s %7s%n";

  /** A report whose verdict follows from its counts. */
  public static ReconciliationReport of(
      Map<String, StreamCounts> streams, long sessions, List<JsonNode> injected, Timings timings) {
    boolean reconciled = streams.values().stream().allMatch(StreamCounts::reconciled);
    return new ReconciliationReport(reconciled, streams, sessions, injected, timings);
  }

  /**
   * Refuses a file that the report could not be written to, before there is a report.
   *
   * @throws StackException when the file cannot be written
   */
  public static void requireWritable(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static StackException unwritable(Path file, IOException e) {
    return StackException.unusable(
        "the report cannot be written to %s (%s): choose another file with --report"
            .formatted(file, e),
        e);
  }

  /**
   * Writes the report as JSON.
   *
   * @throws StackException when the file cannot be written
   */
  public void write(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      JSON.writeValue(file.toFile(), this);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** The report as a table for the terminal. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append(
        ROW.formatted(
            "stream",
            "produced",
            "enriched",
            "dead-lettered",
            "bronze",
            "silver",
            "duplicates",
            "collisions",
            "holes"));
    streams.forEach((stream, counts) -> text.append(row(stream, counts)));
    text.append("%s sessions of users%n".formatted(grouped(sessions)));
    problems().forEach(problem -> text.append("  ! ").append(problem).append('\n'));
    text.append(
        String.format(
            Locale.ROOT,
            "fed at %,d events/s; all in bronze at %,d events/s, %.1f s after the last event;"
                + " silver took %.1f s; ready %.1f s after the start%n",
            timings.eventsPerSecond(),
            timings.bronzeEventsPerSecond(),
            timings.bronzeFreshnessSeconds(),
            timings.silverSeconds(),
            timings.startSeconds()));
    text.append(
        reconciled
            ? "Reconciled: every record is accounted for, once.\n"
            : "NOT reconciled: see the lines marked with !\n");
    return text.toString();
  }

  private static String row(String stream, StreamCounts c) {
    return ROW.formatted(
        stream,
        grouped(c.produced()),
        grouped(c.enriched()),
        grouped(c.deadLettered()),
        grouped(c.bronze()),
        grouped(c.silver()),
        grouped(c.duplicates()),
        grouped(c.collisions()),
        grouped(c.missingOffsets()));
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    streams.forEach(
        (stream, c) -> {
          expect(
              problems,
              stream,
              "produced",
              c.produced(),
              "enriched + dead-lettered",
              c.enriched() + c.deadLettered());
          expect(problems, stream, "enriched", c.enriched(), "bronze", c.bronze());
          expect(
              problems,
              stream,
              "bronze",
              c.bronze(),
              "silver + duplicates + collisions",
              c.silver() + c.duplicates() + c.collisions());
          if (c.missingOffsets() > 0) {
            problems.add(
                "%s: %d raw offsets are missing, at %s"
                    .formatted(stream, c.missingOffsets(), String.join(", ", c.holes())));
          }
          if (c.doubledDeliveries() > 0) {
            problems.add(
                "%s: %d raw offsets are there more than once"
                    .formatted(stream, c.doubledDeliveries()));
          }
        });
    return problems;
  }

  private static void expect(
      List<String> problems, String stream, String what, long left, String other, long right) {
    if (left != right) {
      problems.add(
          String.format(Locale.ROOT, "%s: %s %,d is not %s %,d", stream, what, left, other, right));
    }
  }
}
