package dev.streamify.sim.catalog;

import dev.streamify.sim.random.SimRandom;
import dev.streamify.sim.random.WeightedChoice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Invented songs, a few of them played far more often than the rest. */
final class Songs {
  private static final int ARTISTS = 4_000;
  private static final int SONGS = 10_000;
  private static final long SEED = 19_770_909;

  /** Shares of songs that are at most as long as the entry of {@link #SECONDS} beside them. */
  private static final double[] SHARES = {0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1};

  private static final double[] SECONDS = {10, 40, 105, 177, 223, 277, 421, 610, 1800};

  private Songs() {}

  private record Artist(String name, double weight) {}

  static List<Song> all() {
    SimRandom random = SimRandom.of(SEED, 0);
    WeightedChoice<Artist> artists = WeightedChoice.of(artists(random), Artist::weight);
    Set<String> taken = new HashSet<>();
    List<Song> songs = new ArrayList<>();
    for (int id = 0; id < SONGS; id++) {
      String artist = artists.next(random).name();
      String title =
          Words.untaken(taken, attempt -> artist + '\n' + Oddities.title(title(random), random));
      long duration = Math.round(seconds(random.nextDouble()) * 100_000);
      songs.add(
          Song.of(id, artist, title.substring(artist.length() + 1), duration, weight(id, 20)));
    }
    return songs;
  }

  private static List<Artist> artists(SimRandom random) {
    Set<String> taken = new HashSet<>();
    List<Artist> artists = new ArrayList<>();
    for (int rank = 0; rank < ARTISTS; rank++) {
      String name = Words.untaken(taken, attempt -> Oddities.artist(artist(random), random));
      artists.add(new Artist(name, weight(rank, 200)));
    }
    return artists;
  }

  private static double weight(int rank, int flatness) {
    return StrictMath.pow(rank + flatness, -0.9);
  }

  private static String artist(SimRandom random) {
    String middle = Words.one("artist-middle", random);
    return switch (random.nextInt(4)) {
      case 0 -> middle + " " + Words.one("artist-back", random);
      case 1 -> Words.one("artist-front", random) + " " + middle;
      case 2 -> middle + " & " + Words.one("artist-middle", random);
      default ->
          String.join(
              " ", Words.one("artist-front", random), middle, Words.one("artist-back", random));
    };
  }

  private static String title(SimRandom random) {
    String front = Words.one("song-front", random);
    String middle = Words.one("song-middle", random);
    return random.chance(0.5)
        ? front + " " + middle
        : String.join(" ", front, middle, Words.one("song-back", random));
  }

  private static double seconds(double share) {
    int upper = 1;
    while (share > SHARES[upper]) {
      upper++;
    }
    double within = (share - SHARES[upper - 1]) / (SHARES[upper] - SHARES[upper - 1]);
    return SECONDS[upper - 1] + within * (SECONDS[upper] - SECONDS[upper - 1]);
  }
}
