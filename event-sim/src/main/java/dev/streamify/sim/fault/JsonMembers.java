package dev.streamify.sim.fault;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The members of one JSON object and where they stand in its bytes, so that one can be changed and
 * all others stay as they are.
 */
final class JsonMembers {
  private final byte[] json;
  private final List<Member> members;

  /**
   * A member.
   *
   * @param start of the name's quote
   * @param valueStart of the value
   * @param end behind the value
   */
  record Member(String name, int start, int valueStart, int end) {}

  private JsonMembers(byte[] json, List<Member> members) {
    this.json = json;
    this.members = members;
  }

  /** The members of an object with at least one; empty if the bytes are something else. */
  static Optional<JsonMembers> of(byte[] json) {
    Scanner scanner = new Scanner(json);
    return scanner.members().map(members -> new JsonMembers(json, members));
  }

  List<Member> members() {
    return members;
  }

  boolean isText(Member member) {
    return json[member.valueStart()] == '"';
  }

  boolean isNull(Member member) {
    return json[member.valueStart()] == 'n';
  }

  String value(Member member) {
    int length = member.end() - member.valueStart();
    return new String(json, member.valueStart(), length, StandardCharsets.UTF_8);
  }

  /** The object with another value of that member. */
  byte[] with(Member member, String value) {
    return splice(member.valueStart(), member.end(), value.getBytes(StandardCharsets.UTF_8));
  }

  /** The object without that member. */
  byte[] without(Member member) {
    int index = members.indexOf(member);
    if (index > 0) {
      return splice(members.get(index - 1).end(), member.end(), new byte[0]);
    }
    int end = members.size() > 1 ? members.get(1).start() : member.end();
    return splice(member.start(), end, new byte[0]);
  }

  /** The object with a second member of that name and value at its end. */
  byte[] withAgain(Member member) {
    String again = ",\"%s\":%s".formatted(member.name(), value(member));
    int end = members.get(members.size() - 1).end();
    return splice(end, end, again.getBytes(StandardCharsets.UTF_8));
  }

  /** The object with those bytes at the beginning of a text value. */
  byte[] withInText(Member member, byte[] bytes) {
    return splice(member.valueStart() + 1, member.valueStart() + 1, bytes);
  }

  private byte[] splice(int from, int to, byte[] replacement) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + replacement.length);
    out.write(json, 0, from);
    out.writeBytes(replacement);
    out.write(json, to, json.length - to);
    return out.toByteArray();
  }

  /** Walks over the object; nested values are passed by counting brackets. */
  private static final class Scanner {
    private final byte[] json;
    private int at;

    Scanner(byte[] json) {
      this.json = json;
    }

    Optional<List<Member>> members() {
      List<Member> members = new ArrayList<>();
      skipSpace();
      if (!take('{')) {
        return Optional.empty();
      }
      do {
        Optional<Member> member = member();
        if (member.isEmpty()) {
          return Optional.empty();
        }
        members.add(member.get());
        skipSpace();
      } while (take(','));
      return take('}') ? Optional.of(members) : Optional.empty();
    }

    private Optional<Member> member() {
      skipSpace();
      int start = at;
      if (at >= json.length || json[at] != '"' || !skipText()) {
        return Optional.empty();
      }
      String name = new String(json, start + 1, at - start - 2, StandardCharsets.UTF_8);
      skipSpace();
      if (!take(':')) {
        return Optional.empty();
      }
      skipSpace();
      int valueStart = at;
      return skipValue() && at > valueStart
          ? Optional.of(new Member(name, start, valueStart, at))
          : Optional.empty();
    }

    private boolean skipValue() {
      int depth = 0;
      while (at < json.length) {
        byte c = json[at];
        if (c == '"') {
          if (!skipText()) {
            return false;
          }
          continue;
        }
        if (depth == 0 && (c == ',' || c == '}' || (c >= 0 && c <= ' '))) {
          return true;
        }
        depth += c == '{' || c == '[' ? 1 : 0;
        depth -= c == '}' || c == ']' ? 1 : 0;
        at++;
      }
      return false;
    }

    private boolean skipText() {
      at++;
      while (at < json.length && json[at] != '"') {
        at += json[at] == '\\' ? 2 : 1;
      }
      at++;
      return at <= json.length;
    }

    private void skipSpace() {
      while (at < json.length
          && (json[at] == ' ' || json[at] == '\t' || json[at] == '\r' || json[at] == '\n')) {
        at++;
      }
    }

    private boolean take(char expected) {
      boolean there = at < json.length && json[at] == expected;
      at += there ? 1 : 0;
      return there;
    }
  }
}
