package dev.streamify.sim.catalog;

import dev.streamify.sim.wire.Encoded;
import dev.streamify.sim.wire.JsonText;

/**
 * Where a visitor comes from and with what.
 *
 * @param json {@code ,"city":…,"zip":…,"state":…,"userAgent":…,"lon":…,"lat":…}
 */
public record Device(Encoded json) {
  private static final int DEGREE_SCALE = 4;

  static Device of(Place place, String userAgent) {
    return new Device(
        Encoded.of(
            ","
                + String.join(
                    ",",
                    JsonText.member("city", place.city()),
                    JsonText.member("zip", place.zip()),
                    JsonText.member("state", place.state()),
                    JsonText.member("userAgent", userAgent),
                    JsonText.numberMember("lon", Decimal.of(place.lon(), DEGREE_SCALE)),
                    JsonText.numberMember("lat", Decimal.of(place.lat(), DEGREE_SCALE)))));
  }
}
