package dev.streamify.batch.engine;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.contract.TableDefinition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The little text that gets into SQL files: names and dates of the catalogue and the contract,
 * never a caller's words.
 */
public final class Sql {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z_]+)}");
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** The catalog of the lakehouse, as SQL has it. */
  public static final String CATALOG = name(Lakehouse.CATALOG_NAME);

  private Sql() {}

  /** A quoted name. */
  public static String name(String identifier) {
    if (!IDENTIFIER.matcher(identifier).matches()) {
      throw new IllegalArgumentException("'%s' is not a name for SQL".formatted(identifier));
    }
    return "`" + identifier + "`";
  }

  /** Quoted names, separated by commas. */
  public static String names(Collection<String> identifiers) {
    return identifiers.stream().map(Sql::name).collect(Collectors.joining(", "));
  }

  /** Quoted names, each as text: days and times lose their client's time zone that way. */
  public static String texts(Collection<String> identifiers) {
    return identifiers.stream()
        .map(identifier -> "CAST(%1$s AS STRING) AS %1$s".formatted(name(identifier)))
        .collect(Collectors.joining(", "));
  }

  /** A table of the lakehouse. */
  public static String table(String tableName) {
    return String.join(".", CATALOG, name(TableDefinition.NAMESPACE), name(tableName));
  }

  /** A branch of a table, to be read or written. */
  public static String branch(String tableName, String branch) {
    return table(tableName) + "." + name("branch_" + branch);
  }

  /** A text of a job file. */
  public static String text(String value) {
    if (value.indexOf('\\') >= 0) {
      throw new IllegalArgumentException("'%s' has a backslash".formatted(value));
    }
    return "'" + value.replace("'", "''") + "'";
  }

  /** An instant. */
  public static String timestamp(Instant instant) {
    return "TIMESTAMP '" + instant + "'";
  }

  /** A day. */
  public static String date(LocalDate day) {
    return "DATE '" + day + "'";
  }

  /**
   * Fills the placeholders <code>${name}</code> of a template.
   *
   * @throws IllegalArgumentException when one has no value
   */
  public static String fill(String template, Map<String, String> values) {
    Matcher matcher = PLACEHOLDER.matcher(template);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String value = values.get(matcher.group(1));
      if (value == null) {
        throw new IllegalArgumentException(
            "there is no value for ${%s}; known are %s"
                .formatted(matcher.group(1), values.keySet()));
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(filled).toString();
  }
}
