package dev.streamify.sim.catalog;

import dev.streamify.sim.random.WeightedChoice;
import java.util.List;

/**
 * Browsers. Those with a comma stand in literal quotes, as they do in Eventsim's output: its list
 * was a quoted CSV once, and nobody took the quotes off.
 */
final class UserAgents {
  private UserAgents() {}

  private record Agent(double weight, String text) {}

  static WeightedChoice<String> choice() {
    List<Agent> agents = Lines.of("user-agents.txt").stream().map(UserAgents::parse).toList();
    WeightedChoice<Agent> choice = WeightedChoice.of(agents, Agent::weight);
    return choice.map(Agent::text);
  }

  private static Agent parse(String line) {
    String[] parts = line.split("\t", 2);
    String text = parts[1].indexOf(',') < 0 ? parts[1] : '"' + parts[1] + '"';
    return new Agent(Double.parseDouble(parts[0]), text);
  }
}
