package dev.streamify.bench.report;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Under what conditions something was measured. */
public final class Environment {
  private final Map<String, String> known = new LinkedHashMap<>();

  private Environment() {}

  /**
   * The conditions at the beginning.
   *
   * @param settings what the benchmark was asked for, and versions, by name
   */
  public static Environment before(Map<String, String> settings) {
    Environment environment = new Environment();
    Map<String, String> known = environment.known;
    known.put("machine_cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    known.put("java", Runtime.version().toString());
    known.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    known.putAll(settings);
    known.put("load_before", load());
    return environment;
  }

  /** With the conditions at the end. */
  public Map<String, String> after() {
    known.put("load_after", load());
    return known;
  }

  /** Runnable threads of the last minute: how much others used the machine. */
  private static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(Locale.ROOT, "%.1f", load);
  }
}
