package dev.streamify.batch.http;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request signs in with. */
sealed interface Credential {
  /** Nothing. */
  record None() implements Credential {}

  /**
   * Something that is no credential.
   *
   * @param reason what to do
   */
  record Unusable(String reason) implements Credential {}

  /**
   * A key or a token.
   *
   * @param secret must never be shown
   */
  record Presented(String secret) implements Credential {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Presented";
    }
  }

  /** A JSON web token is hardly ever longer than 4 KiB. */
  Pattern BEARER = Pattern.compile("(?i)bearer +([A-Za-z0-9._~+/=-]{1,8192}) *");

  /** Finds it among the headers. */
  static Credential of(MultiMap headers) {
    List<String> found = new ArrayList<>(headers.getAll("X-API-Key"));
    for (String value : headers.getAll("Authorization")) {
      Matcher bearer = BEARER.matcher(value);
      if (!bearer.matches()) {
        return new Unusable(
            "the header must be Authorization: Bearer followed by a key or a token");
      }
      found.add(bearer.group(1));
    }
    if (found.isEmpty()) {
      return new None();
    }
    return found.stream().distinct().count() == 1
        ? new Presented(found.get(0))
        : new Unusable("the request has several keys or tokens: send one");
  }
}
