package dev.streamify.sim.fault;

import dev.streamify.contract.EventField;
import dev.streamify.contract.ValueRange;
import dev.streamify.sim.random.SimRandom;
import java.util.List;

/** JSON values that a field must not have. */
final class WrongValues {
  /** Zero, seconds instead of milliseconds, before 1970, the year 2100, microseconds. */
  static final List<String> EVENT_TIMES =
      List.of("0", "1700000000", "-86400000", "4102444800000", "1700000000000000");

  private WrongValues() {}

  static String ofOtherType(EventField field) {
    return switch (field.type()) {
      case STRING -> "12345";
      case BOOLEAN -> "\"yes\"";
      default -> "\"not a number\"";
    };
  }

  static String outOfRange(EventField field, SimRandom random) {
    ValueRange range = field.range();
    boolean wholeLong = range.equals(ValueRange.LONG);
    return switch (field.type()) {
      case DOUBLE -> wholeLong ? "1e999" : beyond(range, random) + ".5";
      case INT -> random.chance(0.3) ? "3000000000" : beyond(range, random);
      default -> wholeLong ? "9223372036854775808" : beyond(range, random);
    };
  }

  private static String beyond(ValueRange range, SimRandom random) {
    return Long.toString(random.chance(0.5) ? range.max() + 1 : range.min() - 1);
  }
}
