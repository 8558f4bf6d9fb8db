package dev.streamify.sim.catalog;

import dev.streamify.sim.wire.JsonText;

/**
 * Who a visitor is.
 *
 * @param gender M or F
 */
public record Person(String lastName, String firstName, String gender) {

  /** {@code "lastName":…,"firstName":…,"gender":…}. */
  public String json() {
    return String.join(
        ",",
        JsonText.member("lastName", lastName),
        JsonText.member("firstName", firstName),
        JsonText.member("gender", gender));
  }
}
