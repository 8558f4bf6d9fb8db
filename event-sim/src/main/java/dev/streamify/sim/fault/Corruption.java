package dev.streamify.sim.fault;

import dev.streamify.contract.EventField;
import dev.streamify.contract.EventStream;
import dev.streamify.sim.fault.JsonMembers.Member;
import dev.streamify.sim.random.SimRandom;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The ways to make an event invalid: each result breaks a rule of the stream's contract. */
enum Corruption {
  /** Ends in the middle of the object. */
  TRUNCATED {
    @Override
    Optional<byte[]> apply(Victim victim, SimRandom random) {
      int end = victim.text().lastIndexOf('}');
      return end < 2
          ? Optional.empty()
          : Optional.of(bytes(victim.text().substring(0, 1 + random.nextInt(end - 1))));
    }
  },
  /** Plain text, as a log line that went astray. */
  NOT_JSON {
    @Override
    Optional<byte[]> apply(Victim victim, SimRandom random) {
      return Optional.of(utf8(pick(random, NOT_JSON_TEXTS)));
    }
  },
  /** A list of events. */
  ARRAY {
    @Override
    Optional<byte[]> apply(Victim victim, SimRandom random) {
      return Optional.of(bytes("[" + victim.text().strip() + "]\n"));
    }
  },
  /** JSON, but a single value. */
  SCALAR {
    @Override
    Optional<byte[]> apply(Victim victim, SimRandom random) {
      return Optional.of(utf8(pick(random, SCALARS)));
    }
  },
  /** No bytes at all. */
  EMPTY {
    @Override
    Optional<byte[]> apply(Victim victim, SimRandom random) {
      return Optional.of(new byte[0]);
    }
  },
  /** Two events in one record. */
  TWO_TEXTS {
    @Override
    Optional<byte[]> apply(Victim victim, SimRandom random) {
      return Optional.of(bytes(victim.text().strip() + victim.text().strip() + "\n"));
    }
  },
  /** Bytes that no UTF-8 text has. */
  INVALID_UTF8 {
    @Override
    Optional<byte[]> apply(Victim victim, SimRandom random) {
      String bytes = pick(random, INVALID_UTF8_TEXTS);
      return victim.change(random, victim::isText, (json, m) -> json.withInText(m, bytes(bytes)));
    }
  },
  /** A control character that should have been escaped. */
  CONTROL_CHARACTER {
    @Override
    Optional<byte[]> apply(Victim victim, SimRandom random) {
      return victim.change(random, victim::isText, (json, m) -> json.withInText(m, bytes("\t")));
    }
  },
  /** A field of the contract stands there twice. */
  DUPLICATE_FIELD {
    @Override
    Optional<byte[]> apply(Victim victim, SimRandom random) {
      return victim.change(random, victim::isKnown, JsonMembers::withAgain);
    }
  },
  /** A required field is not there. */
  MISSING_FIELD {
    @Override
    Optional<byte[]> apply(Victim victim, SimRandom random) {
      return victim.change(random, victim::isRequired, JsonMembers::without);
    }
  },
  /** A required field is null. */
  NULL_FIELD {
    @Override
    Optional<byte[]> apply(Victim victim, SimRandom random) {
      return victim.change(random, victim::isRequired, (json, m) -> json.with(m, "null"));
    }
  },
  /** Text for a number, a number for text and the like. */
  WRONG_TYPE {
    @Override
    Optional<byte[]> apply(Victim victim, SimRandom random) {
      boolean nested = random.chance(0.5);
      return victim.change(
          random,
          victim::isKnown,
          (json, m) ->
              json.with(m, nested ? "{\"value\":1}" : WrongValues.ofOtherType(victim.field(m))));
    }
  },
  /** A number that the field, or its type, cannot have. */
  OUT_OF_RANGE {
    @Override
    Optional<byte[]> apply(Victim victim, SimRandom random) {
      return victim.change(
          random,
          victim::isNumber,
          (json, m) -> json.with(m, WrongValues.outOfRange(victim.field(m), random)));
    }
  },
  /** An event of 1970, before it or of a far future. */
  EVENT_TIME {
    @Override
    Optional<byte[]> apply(Victim victim, SimRandom random) {
      return victim.change(
          random,
          victim::isEventTime,
          (json, m) -> json.with(m, pick(random, WrongValues.EVENT_TIMES)));
    }
  };

  private static final List<String> NOT_JSON_TEXTS =
      List.of(
          "ERROR could not write the event: connection reset\n",
          "<event><page>Home</page></event>\n",
          "ts=1700000000000 page=NextSong\n",
          "{'ts':1700000000000,'page':'Home'}\n");
  private static final List<String> SCALARS = List.of("42\n", "true\n", "null\n", "\"NextSong\"\n");

  /** In Latin-1: a cut character, a byte that never occurs, an overlong slash, half a surrogate. */
  private static final List<String> INVALID_UTF8_TEXTS =
      List.of("\u00c3(", "\u00ff", "\u00c0\u00af", "\u00ed\u00a0\u0080");

  /** The corrupted bytes; empty when this event cannot be corrupted in this way. */
  abstract Optional<byte[]> apply(Victim victim, SimRandom random);

  private static String pick(SimRandom random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** How a member is changed. */
  @FunctionalInterface
  interface Change {
    byte[] apply(JsonMembers json, Member member);
  }

  /** An event and what its contract says about it. */
  static final class Victim {
    private final EventStream stream;
    private final String text;
    private final Optional<JsonMembers> json;

    Victim(EventStream stream, byte[] value) {
      this.stream = stream;
      // Latin-1 maps every byte to one character and back.
      this.text = new String(value, StandardCharsets.ISO_8859_1);
      this.json = JsonMembers.of(value);
    }

    String text() {
      return text;
    }

    EventField field(Member member) {
      return stream.field(member.name()).orElseThrow();
    }

    boolean isKnown(Member member) {
      return stream.field(member.name()).isPresent() && !json.orElseThrow().isNull(member);
    }

    boolean isRequired(Member member) {
      return isKnown(member) && field(member).required();
    }

    boolean isNumber(Member member) {
      return isKnown(member) && field(member).type().isNumeric();
    }

    boolean isText(Member member) {
      return isKnown(member) && json.orElseThrow().isText(member);
    }

    boolean isEventTime(Member member) {
      return member.name().equals(stream.eventTimeField());
    }

    Optional<byte[]> change(SimRandom random, Predicate<Member> which, Change change) {
      List<Member> candidates =
          json.stream().flatMap(object -> object.members().stream()).filter(which).toList();
      return candidates.isEmpty()
          ? Optional.empty()
          : Optional.of(
              change.apply(json.orElseThrow(), candidates.get(random.nextInt(candidates.size()))));
    }
  }
}
