package dev.streamify.bench.soak;

import dev.streamify.bench.base.Resources;
import dev.streamify.bench.kafka.TopicEnds;
import dev.streamify.bench.report.Trend.Tolerance;
import dev.streamify.bench.soak.Series.Measure;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.TableDefinition;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is looked at, and by how much it may grow. */
final class Looks implements AutoCloseable {
  /** What stands on the Spark server for each session that a client has not released. */
  static final String SPARK_SESSION = "org.apache.spark.sql.connect.service.SessionHolder";

  private static final double MIB = 1024 * 1024;

  private final SoakPlatform platform;
  private final Series series = new Series();
  private final Resources resources = new Resources();
  private final List<JvmProbe> probes = new ArrayList<>();
  private final Map<String, Inside> earlier = new TreeMap<>();
  private final Map<String, Inside> latest = new TreeMap<>();
  private double filesBefore = -1;
  private long secondBefore;

  private record Inside(ClassCounts objects, Map<String, Long> threads) {}

  private Looks(SoakPlatform platform) {
    this.platform = platform;
  }

  /** Looks at all of the platform's processes as they are now. */
  static Looks at(SoakPlatform platform) {
    Looks looks = new Looks(platform);
    platform
        .processes()
        .forEach(
            (name, process) ->
                looks.probes.add(looks.resources.add(JvmProbe.attach(name, process))));
    return looks;
  }

  /** What costs nothing. */
  void often(long second) {
    for (JvmProbe probe : probes) {
      // A pool of a library's may begin late: Iceberg's for deleted files has eight threads.
      series.add(second, of(probe, "threads", "threads", 0.05, 9), probe.threads());
      series.add(second, of(probe, "file handles", "handles", 0.05, 16), probe.handles());
      probe
          .memoryMib()
          .ifPresent(mib -> series.add(second, of(probe, "resident memory", "MiB", 0.15, 48), mib));
    }
  }

  /** What needs a collection of all garbage, or answers of others. */
  void seldom(long second) {
    for (JvmProbe probe : probes) {
      ClassCounts live = probe.live(SPARK_SESSION);
      latest.put(probe.name(), new Inside(live, probe.threadsByName()));
      series.add(second, of(probe, "live objects", "MiB", 0.10, 6), live.bytes() / MIB);
      if (probe.name().equals("spark-server")) {
        series.add(
            second,
            new Measure("sessions on the Spark server", "sessions", new Tolerance(0, 2)),
            live.instances(SPARK_SESSION));
      }
    }
    Metrics metrics = new Metrics(platform.batch().metrics());
    series.add(
        second,
        new Measure("sessions that batch-api holds", "sessions", new Tolerance(0, 2)),
        metrics.sum("streamify_spark_sessions"));
    series.add(
        second,
        new Measure("groups on the broker", "groups", new Tolerance(0, 0)),
        TopicEnds.get(platform.admin().listGroups().all()).size());
    filesPerMinute(second, metrics.sum("streamify_table_commit_files_total"));
    EventContract.standard().tables().forEach(table -> table(second, table));
  }

  private void filesPerMinute(long second, double files) {
    if (filesBefore >= 0 && second > secondBefore) {
      series.add(
          second,
          new Measure("new files of all tables", "files/minute", new Tolerance(0.25, 5)),
          (files - filesBefore) * 60 / (second - secondBefore));
    }
    filesBefore = files;
    secondBefore = second;
  }

  /**
   * Files of a table, of the days that are tidied up: today is not before tomorrow. Days come and
   * go at one pace, so files that are brought together stay at a steady number a day.
   */
  private void table(long second, TableDefinition table) {
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    List<String> folders =
        platform.tables().files(table).stream()
            .map(file -> file.substring(0, file.lastIndexOf('/')))
            .filter(folder -> !folder.endsWith(today))
            .toList();
    double days = Math.max(1, folders.stream().distinct().count());
    series.add(
        second,
        new Measure(table.name() + ": files", "files a day", new Tolerance(0.25, 2)),
        folders.size() / days);
    long[] snapshots = {0};
    platform.tables().table(table).snapshots().forEach(each -> snapshots[0]++);
    series.add(
        second,
        new Measure(table.name() + ": snapshots", "snapshots", new Tolerance(0.25, 20)),
        snapshots[0]);
  }

  private static Measure of(JvmProbe probe, String what, String unit, double share, double slack) {
    return new Measure(probe.name() + ": " + what, unit, new Tolerance(share, slack));
  }

  /** Remembers what lives now, to tell later what has become more. */
  void remember() {
    earlier.putAll(latest);
  }

  /** Threads and the classes whose objects have become more, of one process. */
  List<String> growth(String process) {
    Inside before = earlier.get(process);
    Inside now = latest.get(process);
    List<String> grown = new ArrayList<>();
    now.threads()
        .forEach(
            (name, count) -> {
              long more = count - before.threads().getOrDefault(name, 0L);
              if (more > 1) {
                grown.add("thread `%s`: %+d to %d".formatted(name, more, count));
              }
            });
    grown.addAll(now.objects().growthSince(before.objects()));
    return grown;
  }

  Series series() {
    return series;
  }

  @Override
  public void close() {
    resources.close();
  }
}
