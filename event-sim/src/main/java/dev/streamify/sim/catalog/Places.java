package dev.streamify.sim.catalog;

import dev.streamify.sim.random.SimRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Invented places around the middle of each state. */
final class Places {
  private static final int PLACES_PER_STATE = 40;
  private static final long SEED = 20_150_601;
  private static final int SPREAD = 9_000;

  private record State(String code, int zipPrefix, long lat, long lon, double inhabitants) {
    static State parse(String line) {
      String[] parts = line.split(" ", -1);
      return new State(
          parts[0],
          Integer.parseInt(parts[1]),
          Math.round(Double.parseDouble(parts[2]) * 10_000),
          Math.round(Double.parseDouble(parts[3]) * 10_000),
          Double.parseDouble(parts[4]));
    }
  }

  private Places() {}

  static List<Place> all() {
    List<Place> places = new ArrayList<>();
    SimRandom random = SimRandom.of(SEED, 0);
    Lines.of("states.txt").stream()
        .map(State::parse)
        .forEach(state -> addPlaces(places, state, random));
    return places;
  }

  private static void addPlaces(List<Place> places, State state, SimRandom random) {
    Set<String> names = new HashSet<>();
    int[] zips = different(random, PLACES_PER_STATE);
    for (int rank = 0; rank < PLACES_PER_STATE; rank++) {
      places.add(
          new Place(
              Words.untaken(names, attempt -> name(random)),
              String.format(Locale.ROOT, "%03d%02d", state.zipPrefix(), zips[rank]),
              state.code(),
              state.lat() + random.nextInt(2 * SPREAD) - SPREAD,
              state.lon() + random.nextInt(2 * SPREAD) - SPREAD,
              state.inhabitants() / (rank + 2)));
    }
  }

  private static String name(SimRandom random) {
    return random.chance(0.03)
        ? Words.one("town-whole", random)
        : Words.one("town-front", random) + Words.one("town-back", random);
  }

  /** {@code count} different numbers from 1 to 99. */
  private static int[] different(SimRandom random, int count) {
    int[] numbers = new int[99];
    Arrays.setAll(numbers, i -> i + 1);
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(numbers.length - i);
      int swapped = numbers[other];
      numbers[other] = numbers[i];
      numbers[i] = swapped;
    }
    return numbers;
  }
}
