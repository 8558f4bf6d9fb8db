package dev.streamify.sim.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.contract.EventContract;
import dev.streamify.sim.event.EventSource;
import dev.streamify.sim.event.RawEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The figures of {@code calibration.properties}, taken of the page views of a simulation. */
final class RunStatistics {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Double> figures = new TreeMap<>();
  private final Map<Long, Page> lastPages = new HashMap<>();
  private final Map<Long, Integer> eventsOfSession = new HashMap<>();
  private final Map<Long, Set<Long>> sessionsOfUser = new HashMap<>();
  private final List<Long> gaps = new ArrayList<>();

  private record Page(long timeMs, long songEndMs) {}

  private RunStatistics() {}

  static RunStatistics of(SimulationOptions options) throws IOException {
    RunStatistics statistics = new RunStatistics();
    try (EventSource source = Simulation.of(options, EventContract.standard())) {
      Optional<RawEvent> event = source.next();
      while (event.isPresent()) {
        if (event.get().stream().equals("page_view_events")) {
          statistics.add(JSON.readTree(event.get().value()));
        }
        event = source.next();
      }
    }
    statistics.finish();
    return statistics;
  }

  double figure(String name) {
    return figures.getOrDefault(name, 0.0);
  }

  Stream<String> names() {
    return figures.keySet().stream();
  }

  private void add(JsonNode event) {
    long session = event.get("sessionId").longValue();
    long timeMs = event.get("ts").longValue();
    boolean song = event.has("duration");
    count("page." + event.get("page").textValue());
    eventsOfSession.merge(session, 1, Integer::sum);
    if (event.has("userId")) {
      sessionsOfUser
          .computeIfAbsent(event.get("userId").longValue(), user -> new HashSet<>())
          .add(session);
    }
    Page last = lastPages.get(session);
    if (last != null) {
      addStep(last, timeMs, song, event.get("status").intValue() == 307);
    }
    long songEndMs = song ? timeMs + event.get("duration").longValue() * 1_000 : -1;
    lastPages.put(session, new Page(timeMs, songEndMs));
  }

  private void addStep(Page last, long timeMs, boolean song, boolean redirect) {
    if (redirect) {
      count("steps.redirect");
    } else if (song && timeMs == last.songEndMs()) {
      count("steps.song_end");
    } else {
      count("steps.other");
    }
    if (!song && !redirect) {
      gaps.add((timeMs - last.timeMs()) / 1_000);
    }
    if (timeMs == last.timeMs()) {
      count("steps.zero_seconds");
    }
  }

  private void count(String name) {
    figures.merge(name, 1.0, Double::sum);
  }

  private void finish() {
    distribution("gap", gaps);
    distribution(
        "sessions_per_user",
        sessionsOfUser.values().stream().map(set -> (long) set.size()).toList());
    distribution(
        "events_per_session", eventsOfSession.values().stream().map(Integer::longValue).toList());
  }

  private void distribution(String name, Collection<Long> values) {
    long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
    figures.put(name + ".count", (double) sorted.length);
    figures.put(name + ".median", (double) sorted[sorted.length / 2]);
    figures.put(name + ".p95", (double) sorted[sorted.length * 95 / 100]);
    figures.put(name + ".mean", values.stream().mapToLong(Long::longValue).average().orElseThrow());
  }
}
