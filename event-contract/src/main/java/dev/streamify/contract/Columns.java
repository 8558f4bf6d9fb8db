package dev.streamify.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What column lists have in common. */
final class Columns {
  private Columns() {}

  @SafeVarargs
  static List<Column> concat(List<Column>... parts) {
    List<Column> all = new ArrayList<>();
    for (List<Column> part : parts) {
      all.addAll(part);
    }
    return List.copyOf(all);
  }

  /** Names must differ by more than case, as Spark SQL compares them without it. */
  static void requireDistinct(String owner, Stream<String> names) {
    Set<String> seen = new HashSet<>();
    names.forEach(
        name -> {
          if (!seen.add(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                "%s has the name '%s' twice (case does not count): rename one"
                    .formatted(owner, name));
          }
        });
  }
}
