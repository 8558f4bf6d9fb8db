package dev.streamify.sim.catalog;

import dev.streamify.sim.random.SimRandom;
import dev.streamify.sim.random.WeightedChoice;
import java.util.ArrayList;
import java.util.List;

/** Names of people: the earlier in its list, the more frequent. */
final class People {
  private final WeightedChoice<Ranked> firstNames;
  private final WeightedChoice<Ranked> lastNames;

  private record Ranked(String name, String gender, int rank) {
    double weight() {
      return 1.0 / (rank + 8);
    }
  }

  private People(List<Ranked> firstNames, List<Ranked> lastNames) {
    this.firstNames = WeightedChoice.of(firstNames, Ranked::weight);
    this.lastNames = WeightedChoice.of(lastNames, Ranked::weight);
  }

  static People load() {
    List<Ranked> firstNames = new ArrayList<>(ranked("first-names-f.txt", "F"));
    firstNames.addAll(ranked("first-names-m.txt", "M"));
    return new People(firstNames, ranked("last-names.txt", ""));
  }

  private static List<Ranked> ranked(String resource, String gender) {
    List<String> names = Lines.of(resource);
    List<Ranked> ranked = new ArrayList<>();
    for (int rank = 0; rank < names.size(); rank++) {
      ranked.add(new Ranked(names.get(rank), gender, rank));
    }
    return ranked;
  }

  Person next(SimRandom random) {
    Ranked first = firstNames.next(random);
    return new Person(lastNames.next(random).name(), first.name(), first.gender());
  }
}
