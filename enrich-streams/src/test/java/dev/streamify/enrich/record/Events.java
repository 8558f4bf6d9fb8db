package dev.streamify.enrich.record;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventField;
import dev.streamify.contract.EventStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Events as producers write them, made from a seed. */
public final class Events {
  /** The clock of these tests: 2024-06-01T12:00:00Z. */
  public static final long NOW_MS = 1_717_243_200_000L;

  /** A complete listen event, as Eventsim writes it. */
  public static final String LISTEN =
      "{\"artist\":\"Fran\u00c3\u00a7ois & The Atlas\",\"song\":\"\\\"Quoted\\\", \\\\slashed\",\"duration\":268.90405,"
          + "\"ts\":1704067225417,\"sessionId\":122,\"auth\":\"Logged In\",\"level\":\"paid\",\"itemInSession\":18,"
          + "\"city\":\"Marilla\",\"zip\":\"01410\",\"state\":\"NY\",\"userAgent\":\"\\\"Mozilla/5.0 (Windows NT 6.1; WOW64)\\\"\","
          + "\"lon\":-78.5587,\"lat\":42.8332,\"userId\":123,\"lastName\":\"Schmitt\",\"firstName\":\"Natalyn\","
          + "\"gender\":\"F\",\"registration\":1674006980417}\n";

  /** The least that is a listen event. */
  public static final String SMALL =
      "{\"ts\":1704067225417,\"sessionId\":122,\"itemInSession\":18,\"artist\":\"a\",\"song\":\"s\"}";

  private static final List<String> TEXTS =
      List.of(
          "plain",
          "",
          "Bj\u00f6rk",
          "Fran\u00c3\u00a7ois",
          "\ud83c\udfb5 emoji",
          "tab\\tand\\nline",
          "\\\"quoted\\\"",
          "back\\\\slash, comma",
          "nul\\u0000",
          "line\u2028separator",
          "\\ud83c\\udfb5",
          "del\u007f",
          "\\/slash",
          "\u0130stanbul",
          "a text that is longer than sixteen bytes, plainly");

  private Events() {}

  /** The stream of listens. */
  public static EventStream listenStream() {
    return EventContract.standard().stream("listen_events").orElseThrow();
  }

  /** UTF-8 of the text. */
  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** {@link #SMALL} with one more member in front. */
  public static String with(String member) {
    return "{" + member + "," + SMALL.substring(1);
  }

  /** A valid listen event with oddities in spelling and order. */
  static String random(Random random) {
    String space = random.nextInt(10) == 0 ? " " : "";
    StringBuilder json = new StringBuilder("{" + space);
    member(json, random, "artist", text(random));
    member(json, random, "song", text(random));
    optional(json, random, "duration", Double.toString(random.nextInt(600_000) / 1000d));
    member(json, random, "ts", Long.toString(1_704_067_200_000L + random.nextInt(1 << 30)));
    member(json, random, "sessionId", whole(random, random.nextInt(100_000)));
    optional(json, random, "auth", text(random));
    optional(json, random, "level", text(random));
    member(json, random, "itemInSession", whole(random, random.nextInt(1_000)));
    optional(json, random, "city", text(random));
    optional(json, random, "zip", "\"0" + random.nextInt(9_999) + "\"");
    optional(json, random, "lon", number(random, 180));
    optional(json, random, "lat", number(random, 90));
    optional(json, random, "userId", userId(random));
    optional(json, random, "registration", whole(random, 1_540_919_166_796L));
    optional(
        json, random, "plan", "{\"a\" : [1, \"x\\\"y\", null, {}], \"b\":" + text(random) + "}");
    optional(json, random, "event_id", "\"forged\"");
    optional(json, random, "_extra", text(random));
    json.setLength(json.length() - 1);
    return json.append(space).append(random.nextBoolean() ? "}\n" : "}").toString();
  }

  /** An event of any stream that keeps its rules, or nearly: made from its contract. */
  public static String random(EventStream stream, Random random) {
    StringBuilder json = new StringBuilder("{");
    for (EventField field : stream.fields()) {
      String value =
          field.name().equals(stream.eventTimeField())
              ? Long.toString(1_704_067_200_000L + random.nextInt(1 << 30))
              : value(field, random);
      if (field.required()) {
        member(json, random, field.name(), value);
      } else {
        optional(json, random, field.name(), value);
      }
    }
    optional(json, random, "plan", "{\"a\":[1,null]}");
    json.setLength(json.length() - 1);
    return json.append('}').toString();
  }

  private static String value(EventField field, Random random) {
    return switch (field.type()) {
      case BOOLEAN -> Boolean.toString(random.nextBoolean());
      case INT, LONG ->
          field.acceptsNumericText() ? userId(random) : whole(random, random.nextInt(600));
      case DOUBLE -> number(random, 90);
      default -> text(random);
    };
  }

  private static void optional(StringBuilder json, Random random, String name, String value) {
    int chance = random.nextInt(20);
    if (chance > 2) {
      member(json, random, name, value);
    } else if (chance == 0) {
      member(json, random, name, "null");
    }
  }

  private static void member(StringBuilder json, Random random, String name, String value) {
    boolean escapedName = random.nextInt(50) == 0;
    String colon = random.nextInt(20) == 0 ? " :\t" : ":";
    String shown =
        escapedName
            ? String.format(Locale.ROOT, "\\u%04x", (int) name.charAt(0)) + name.substring(1)
            : name;
    json.append('"').append(shown).append('"').append(colon).append(value);
    json.append(random.nextInt(30) == 0 ? "\r\n, " : ",");
    int comma = json.lastIndexOf(",");
    json.setLength(comma);
    json.append(',');
  }

  private static String text(Random random) {
    return "\"" + TEXTS.get(random.nextInt(TEXTS.size())) + "\"";
  }

  private static String whole(Random random, long value) {
    return switch (random.nextInt(12)) {
      case 0 -> value + ".0";
      case 1 -> value + "e0";
      case 2 -> value * 10 + "E-1";
      default -> Long.toString(value);
    };
  }

  private static String number(Random random, int bound) {
    double value = (random.nextDouble() * 2 - 1) * bound;
    return switch (random.nextInt(4)) {
      case 0 -> Double.toString(value);
      case 1 -> Integer.toString((int) value);
      case 2 -> String.format(Locale.ROOT, "%e", value);
      default -> String.format(Locale.ROOT, "%.4f", value);
    };
  }

  private static String userId(Random random) {
    int id = random.nextInt(5_000);
    return switch (random.nextInt(6)) {
      case 0 -> "\"\"";
      case 1 -> "\"" + id + "\"";
      case 2 -> "\"\\u0031" + id + "\"";
      case 3 -> id + ".0";
      default -> Integer.toString(id);
    };
  }
}
