package dev.streamify.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Under what conditions something was measured. */
public final class Environment {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

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
    processor().ifPresent(model -> known.put("machine_processor", model));
    known.put("machine_memory_mib", Long.toString(memoryMib()));
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

  /** As Linux names it; other systems are not asked. */
  private static Optional<String> processor() {
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException | UncheckedIOException unknown) {
      return Optional.empty();
    }
  }

  private static long memoryMib() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
        >> 20;
  }

  /** Runnable threads of the last minute: how much others used the machine. */
  private static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(Locale.ROOT, "%.1f", load);
  }
}
