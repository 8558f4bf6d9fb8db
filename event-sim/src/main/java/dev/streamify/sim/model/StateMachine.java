package dev.streamify.sim.model;

import dev.streamify.sim.random.SimRandom;
import dev.streamify.sim.random.WeightedChoice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All states of a visitor, and which of them a session begins with. */
final class StateMachine {
  private static final String RESOURCE = "state-machine.txt";

  private final Map<String, WeightedChoice<VisitorState>> firstStates;
  private final List<VisitorState> states;

  private StateMachine(List<VisitorState> states) {
    this.states = states;
    this.firstStates = new HashMap<>();
    states.stream()
        .filter(state -> state.firstWeight() > 0)
        .collect(Collectors.groupingBy(state -> situation(state.auth(), state.level())))
        .forEach(
            (situation, first) ->
                firstStates.put(situation, WeightedChoice.of(first, VisitorState::firstWeight)));
  }

  static StateMachine load() {
    List<String[]> rows =
        text()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("\\|", -1))
            .toList();
    List<VisitorState> states = rows.stream().map(StateMachine::state).toList();
    for (int i = 0; i < rows.size(); i++) {
      connect(states.get(i), rows.get(i)[7], states);
    }
    return new StateMachine(states);
  }

  private static VisitorState state(String[] row) {
    return new VisitorState(
        row[1], row[2], row[3], row[4], Integer.parseInt(row[5]), Integer.parseInt(row[6]));
  }

  private static void connect(VisitorState state, String next, List<VisitorState> states) {
    List<String[]> transitions =
        next.isEmpty()
            ? List.of()
            : List.of(next.split(" ")).stream().map(part -> part.split(":")).toList();
    state.leadsTo(
        transitions.stream()
            .map(part -> states.get(Integer.parseInt(part[0])))
            .toArray(VisitorState[]::new),
        transitions.stream().mapToDouble(part -> Double.parseDouble(part[1])).toArray());
  }

  /** What a session of a visitor in that situation begins with. */
  VisitorState first(String auth, String level, SimRandom random) {
    return firstStates.get(situation(auth, level)).next(random);
  }

  List<VisitorState> states() {
    return states;
  }

  private static String situation(String auth, String level) {
    return auth + '|' + level;
  }

  private static String text() {
    try (InputStream in = StateMachine.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource %s is missing".formatted(RESOURCE));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
