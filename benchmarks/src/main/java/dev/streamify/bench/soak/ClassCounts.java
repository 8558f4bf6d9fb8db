package dev.streamify.bench.soak;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lives in a heap, after a full collection.
 *
 * @param bytes of all objects
 * @param classes the classes whose objects take most, and all of the ones that were asked for
 */
record ClassCounts(long bytes, Map<String, Count> classes) {
  private static final int KEPT = 400;
  private static final int TOLD = 8;
  private static final Pattern LINE =
      Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)(\\s.*)?");
  private static final Pattern TOTAL = Pattern.compile("Total\\s+(\\d+)\\s+(\\d+)\\s*");

  /**
   * Of a class.
   *
   * @param instances live objects
   * @param bytes of them, without what they refer to
   */
  record Count(long instances, long bytes) {
    private static final Count NONE = new Count(0, 0);
  }

  /**
   * Reads a JVM's histogram.
   *
   * @param histogram as {@code jcmd GC.class_histogram} writes it
   * @param asked a class that is kept however little it takes
   */
  static ClassCounts parse(String histogram, String asked) {
    Map<String, Count> classes = new LinkedHashMap<>();
    long bytes = 0;
    for (String line : histogram.split("\\R", -1)) {
      Matcher count = LINE.matcher(line);
      if (count.matches() && (classes.size() < KEPT || count.group(3).equals(asked))) {
        classes.put(
            count.group(3),
            new Count(Long.parseLong(count.group(1)), Long.parseLong(count.group(2))));
      }
      Matcher total = TOTAL.matcher(line);
      if (total.matches()) {
        bytes = Long.parseLong(total.group(2));
      }
    }
    if (bytes == 0) {
      throw new IllegalArgumentException("no histogram: " + histogram.lines().findFirst());
    }
    return new ClassCounts(bytes, classes);
  }

  /** Live objects of a class. */
  long instances(String name) {
    return classes.getOrDefault(name, Count.NONE).instances();
  }

  /** The classes that take more than before, most first, a line each. */
  List<String> growthSince(ClassCounts before) {
    return classes.entrySet().stream()
        .map(each -> Map.entry(each.getKey(), grown(each.getValue(), before, each.getKey())))
        .filter(each -> each.getValue().bytes() > 0)
        .sorted(Comparator.comparing((Map.Entry<String, Count> each) -> -each.getValue().bytes()))
        .limit(TOLD)
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "`%s`: %+,d objects, %+,d bytes",
                    each.getKey(),
                    each.getValue().instances(),
                    each.getValue().bytes()))
        .toList();
  }

  private static Count grown(Count now, ClassCounts before, String name) {
    Count then = before.classes().getOrDefault(name, Count.NONE);
    return new Count(now.instances() - then.instances(), now.bytes() - then.bytes());
  }
}
