package dev.streamify.enrich.record;

import static dev.streamify.enrich.record.Events.utf8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages JSON in ways that matter to a reader of it. */
public final class Mutations {
  /** What mutations insert: bytes and pieces that matter to a reader of JSON. */
  private static final List<byte[]> PIECES =
      List.of(
          utf8("\""),
          utf8("\\"),
          utf8(","),
          utf8(":"),
          utf8("{"),
          utf8("}"),
          utf8("["),
          utf8("]"),
          utf8("null"),
          utf8("1e400"),
          utf8("-"),
          utf8("."),
          utf8("\\u"),
          utf8("\\ud800"),
          utf8("\"ts\":5,"),
          utf8("\"userId\":\"7\","),
          utf8(" "),
          utf8("\ud83c\udfb5"),
          new byte[] {(byte) 0xC0},
          new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
          new byte[] {0});

  private Mutations() {}

  /** One to three mutations of it. */
  public static byte[] of(byte[] json, Random random) {
    byte[] result = json;
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      result = mutateOnce(result, random);
    }
    return result;
  }

  private static byte[] mutateOnce(byte[] json, Random random) {
    int at = random.nextInt(Math.max(1, json.length));
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(json, at);
      case 1 ->
          replace(json, at, Math.min(json.length, at + 1), new byte[] {(byte) random.nextInt()});
      case 2 -> replace(json, at, at, PIECES.get(random.nextInt(PIECES.size())));
      case 3 -> replace(json, at, Math.min(json.length, at + 1 + random.nextInt(4)), new byte[0]);
      default -> replace(json, at, at, Arrays.copyOfRange(json, at / 2, Math.max(at / 2, at)));
    };
  }

  private static byte[] replace(byte[] json, int from, int to, byte[] by) {
    byte[] result = new byte[json.length - (to - from) + by.length];
    System.arraycopy(json, 0, result, 0, from);
    System.arraycopy(by, 0, result, from, by.length);
    System.arraycopy(json, to, result, from + by.length, json.length - to);
    return result;
  }
}
