package dev.streamify.contract;

import java.util.regex.Pattern;

/** What may be a name: everything that Kafka, Iceberg, Spark SQL and JSON take without quoting. */
final class Names {
  private static final Pattern STREAM = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  private Names() {}

  static void requireStreamName(String name) {
    require(STREAM, name, "stream name", "lower-case letters, digits and _");
  }

  static void requireFieldName(String name) {
    require(FIELD, name, "field name", "letters, digits and _");
  }

  private static void require(Pattern pattern, String name, String what, String allowed) {
    if (!pattern.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s '%s' is not usable: up to 63 characters of %s, beginning with a letter"
              .formatted(what, name, allowed));
    }
  }
}
