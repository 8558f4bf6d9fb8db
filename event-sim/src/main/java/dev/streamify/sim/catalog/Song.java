package dev.streamify.sim.catalog;

import dev.streamify.sim.wire.Encoded;
import dev.streamify.sim.wire.JsonText;

/**
 * A song that visitors play.
 *
 * @param id number in the catalogue, from 0
 * @param artist the artist as producers write it
 * @param title the title as producers write it
 * @param seconds whole seconds that it lasts
 * @param weight how often it is played, in proportion to others
 * @param json {@code "artist":…,"song":…,"duration":…}
 */
public record Song(int id, String artist, String title, long seconds, double weight, Encoded json) {
  private static final int DURATION_SCALE = 5;
  private static final long DURATION_UNIT = 100_000;

  /**
   * A song of that length.
   *
   * @param duration in units of 10 µs, as the sample rate of real songs gives five decimals
   */
  static Song of(int id, String artist, String title, long duration, double weight) {
    String json =
        String.join(
            ",",
            JsonText.member("artist", artist),
            JsonText.member("song", title),
            JsonText.numberMember("duration", Decimal.of(duration, DURATION_SCALE)));
    return new Song(id, artist, title, duration / DURATION_UNIT, weight, Encoded.of(json));
  }
}
