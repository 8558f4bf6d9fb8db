package dev.streamify.sim.catalog;

import dev.streamify.sim.random.SimRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The words that names are made of, by kind. */
final class Words {
  private static final Map<String, List<String>> BY_KIND =
      Lines.of("words.txt").stream()
          .map(line -> line.split("\t", 2))
          .collect(
              Collectors.toUnmodifiableMap(
                  parts -> parts[0], parts -> Arrays.asList(parts[1].split("\\|"))));

  private Words() {}

  static String one(String kind, SimRandom random) {
    List<String> words = BY_KIND.get(kind);
    return words.get(random.nextInt(words.size()));
  }

  /** A name from {@code source} that was not in {@code taken} so far, which it then is. */
  static String untaken(Set<String> taken, IntFunction<String> source) {
    for (int attempt = 0; ; attempt++) {
      String name = source.apply(attempt);
      if (taken.add(name)) {
        return name;
      }
    }
  }
}
