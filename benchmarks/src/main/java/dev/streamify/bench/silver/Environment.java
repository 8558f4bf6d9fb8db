package dev.streamify.bench.silver;

import dev.streamify.bench.process.Installation;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.IcebergBuild;

/** Under what conditions something was measured. */
final class Environment {
  private final Map<String, String> known = new LinkedHashMap<>();

  private Environment() {}

  /** The conditions at the beginning. */
  static Environment before(SilverOptions options, Installation installation, String duckdb) {
    Environment environment = new Environment();
    Map<String, String> known = environment.known;
    known.put("machine_cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    known.put("used_cores", Integer.toString(options.cores()));
    known.put("spark_heap", options.sparkHeap());
    known.put("java", Runtime.version().toString());
    known.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    known.put("spark", installation.sparkVersion());
    known.put("iceberg", IcebergBuild.version());
    known.put("duckdb", duckdb);
    known.put("repetitions", Integer.toString(options.repetitions()));
    known.put("load_before", load());
    return environment;
  }

  /** With the conditions at the end. */
  Map<String, String> after() {
    known.put("load_after", load());
    return known;
  }

  /** Runnable threads of the last minute: how much others used the machine. */
  private static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(Locale.ROOT, "%.1f", load);
  }
}
