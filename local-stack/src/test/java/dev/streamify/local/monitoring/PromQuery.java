package dev.streamify.local.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PromQL expression asks for. Knows as much of the language as names need: it does not check
 * the expression, and refuses selectors without a name.
 *
 * @param selectors the series that it reads
 * @param grouping labels that it groups or joins by
 * @param made labels that it makes itself
 */
public record PromQuery(List<Selector> selectors, Set<String> grouping, Set<String> made) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|#[^\\n]*"
              + "|(?<string>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')"
              + "|(?<range>\\[[^\\]]*])"
              + "|(?<number>[0-9.]+(?:e[+-]?[0-9]+)?(?:ms|[smhdwy])?)"
              + "|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)"
              + "|(?<symbol>=~|!~|!=|==|>=|<=|[-+*/%^(){},=<>])");
  private static final Set<String> LABEL_LISTS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> WORDS =
      Set.of(
          "and",
          "or",
          "unless",
          "bool",
          "offset",
          "inf",
          "nan",
          "sum",
          "min",
          "max",
          "avg",
          "count",
          "stddev",
          "topk",
          "bottomk",
          "quantile",
          "group",
          "count_values");

  /**
   * Reads an expression.
   *
   * @throws AssertionError for what it does not understand
   */
  public static PromQuery parse(String expression) {
    return new Reader(tokens(expression), expression).read();
  }

  private static List<String> tokens(String expression) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(expression);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      end = matcher.end();
      if (!matcher.group().isBlank() && !matcher.group().startsWith("#")) {
        tokens.add(matcher.group());
      }
    }
    if (end != expression.length()) {
      throw new AssertionError("not understood from " + end + ": " + expression);
    }
    return tokens;
  }

  private static final class Reader {
    private final List<String> tokens;
    private final String expression;
    private final List<Selector> selectors = new ArrayList<>();
    private final Set<String> grouping = new TreeSet<>();
    private final Set<String> made = new TreeSet<>();
    private int at;

    Reader(List<String> tokens, String expression) {
      this.tokens = tokens;
      this.expression = expression;
    }

    PromQuery read() {
      while (at < tokens.size()) {
        String token = tokens.get(at++);
        if (LABEL_LISTS.contains(token)) {
          labelList();
        } else if (token.equals("{")) {
          throw new AssertionError("a selector without a name: " + expression);
        } else if (token.equals("label_replace")) {
          made.add(madeBy(at));
        } else if (isMetric(token)) {
          selectors.add(new Selector(token, peek("{") ? matchers() : List.of()));
        }
      }
      return new PromQuery(selectors, grouping, made);
    }

    private boolean isMetric(String token) {
      return Character.isLetter(token.charAt(0))
          && !WORDS.contains(token.toLowerCase(Locale.ROOT))
          && !peek("(");
    }

    private boolean peek(String symbol) {
      return at < tokens.size() && tokens.get(at).equals(symbol);
    }

    private void labelList() {
      if (!peek("(")) {
        return;
      }
      at++;
      while (!peek(")")) {
        String label = tokens.get(at++);
        if (!label.equals(",")) {
          grouping.add(label);
        }
      }
      at++;
    }

    /** The second argument: the first string at the call's own depth. */
    private String madeBy(int from) {
      int depth = 0;
      for (int i = from; i < tokens.size(); i++) {
        String token = tokens.get(i);
        if (token.equals("(") || token.equals("{")) {
          depth++;
        } else if (token.equals(")") || token.equals("}")) {
          depth--;
        } else if (depth == 1 && token.startsWith("\"")) {
          return unquoted(token);
        }
      }
      throw new AssertionError("label_replace without a label: " + expression);
    }

    private List<Selector.Matcher> matchers() {
      List<Selector.Matcher> matchers = new ArrayList<>();
      at++;
      while (!peek("}")) {
        String label = tokens.get(at++);
        matchers.add(new Selector.Matcher(label, tokens.get(at++), unquoted(tokens.get(at++))));
        if (peek(",")) {
          at++;
        }
      }
      at++;
      return matchers;
    }

    private static String unquoted(String string) {
      return string.substring(1, string.length() - 1);
    }
  }
}
