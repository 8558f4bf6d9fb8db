package dev.streamify.sim.catalog;

import dev.streamify.sim.random.SimRandom;
import dev.streamify.sim.random.WeightedChoice;
import java.util.List;

/**
 * Everything that a simulation draws from: songs, places, people, user agents. It is the same for
 * every seed, so that dimensions built from several simulations agree.
 */
public final class Catalog {
  private final WeightedChoice<Song> songs;
  private final WeightedChoice<Place> places;
  private final WeightedChoice<String> userAgents;
  private final People people;

  private Catalog(List<Song> songs) {
    this.songs = WeightedChoice.of(songs, Song::weight);
    this.places = WeightedChoice.of(Places.all(), Place::weight);
    this.userAgents = UserAgents.choice();
    this.people = People.load();
  }

  /** Puts the catalogue together; takes some 50 ms. */
  public static Catalog load() {
    return new Catalog(Songs.all());
  }

  /** The next song that somebody plays. */
  public Song song(SimRandom random) {
    return songs.next(random);
  }

  /** The next visitor's place and browser. */
  public Device device(SimRandom random) {
    return Device.of(places.next(random), userAgents.next(random));
  }

  /** The next visitor's name. */
  public Person person(SimRandom random) {
    return people.next(random);
  }
}
