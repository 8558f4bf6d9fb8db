package dev.streamify.sim.catalog;

import dev.streamify.sim.random.SimRandom;
import java.nio.charset.StandardCharsets;

/**
 * What real titles and artists suffered on their way: quotes that belong to a file format,
 * separators, and UTF-8 that was read as Latin-1 once or twice.
 */
final class Oddities {
  private Oddities() {}

  static String artist(String name, SimRandom random) {
    String guest = Words.one("artist-middle", random);
    String odd =
        switch (random.nextInt(40)) {
          case 0 -> name + ", " + guest + " & Friends";
          case 1 -> name + " \\ " + guest;
          case 2 -> name + " feat. " + guest;
          case 3 -> name.replaceFirst(" ", " \"" + guest + "\" ");
          default -> name;
        };
    return mojibake(odd, random);
  }

  static String title(String name, SimRandom random) {
    String odd =
        switch (random.nextInt(40)) {
          case 0 -> '"' + name + '"';
          case 1 -> name + " (12\" Mix)";
          case 2 -> name + ", Pt. 2 (Live)";
          case 3 -> name + " [Explicit] (C:\\Remix)";
          case 4 -> name + " / Reprise: It's Over";
          default -> name;
        };
    return mojibake(odd, random);
  }

  private static String mojibake(String text, SimRandom random) {
    double die = random.nextDouble();
    if (die < 0.25) {
      return misread(text);
    }
    return die < 0.32 ? misread(misread(text)) : text;
  }

  private static String misread(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
