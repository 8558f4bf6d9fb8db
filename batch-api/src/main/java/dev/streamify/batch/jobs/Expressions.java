package dev.streamify.batch.jobs;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expressions in files, which may apply each other: engines' own functions cannot be named here.
 */
final class Expressions {
  private static final Pattern APPLICATION = Pattern.compile("\\$\\{([a-z_]+): ([^{}]+)}");
  private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\\R");

  private Expressions() {}

  /**
   * The expression of a part for a text.
   *
   * @param files the text of each part
   */
  static String applied(UnaryOperator<String> files, String part, String text) {
    String expression =
        COMMENT.matcher(files.apply(part)).replaceAll("").strip().replace("${text}", text);
    return "("
        + APPLICATION
            .matcher(expression)
            .replaceAll(
                other -> Matcher.quoteReplacement(applied(files, other.group(1), other.group(2))))
        + ")";
  }
}
