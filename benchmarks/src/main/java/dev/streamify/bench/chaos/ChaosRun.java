package dev.streamify.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.bench.base.Await;
import dev.streamify.bench.base.BenchException;
import dev.streamify.bench.base.Resources;
import dev.streamify.bench.process.ChildProcess;
import dev.streamify.bench.process.Installation;
import dev.streamify.bench.report.FaultReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Events flow, faults happen, and in the end every event is counted. Nobody helps the platform: all
 * that is done for it is what a supervisor does, to start again what has ended.
 */
public final class ChaosRun implements AutoCloseable {
  private static final Duration RECOVERED_WITHIN = Duration.ofMinutes(4);
  private static final Duration FLOWING_WITHIN = Duration.ofMinutes(2);
  private static final Duration PRODUCED_WITHIN = Duration.ofMinutes(60);

  /** Events do not end before the faults, however long the platform takes to get over these. */
  private static final int PREPARED_FACTOR = 3;

  private final ChaosOptions options;
  private final Installation installation;
  private final Consumer<String> progress;
  private final Resources resources = new Resources();
  private final List<String> revived = new ArrayList<>();
  private Instant clocksRightAt = Instant.EPOCH;
  private Surroundings surroundings;
  private ChaosCluster cluster;
  private Ledger ledger;
  private FaultInjector injector;

  /**
   * A run.
   *
   * @param options what to do to the platform
   * @param installation where the services are
   * @param progress told a line at a time
   */
  public ChaosRun(ChaosOptions options, Installation installation, Consumer<String> progress) {
    this.options = options;
    this.installation = installation;
    this.progress = progress;
  }

  /** Does it all. */
  public FaultReport run() {
    prepare();
    Path truth = options.folder().resolve("truth.json");
    ChildProcess simulator = resources.add(simulator(truth));
    // A fault in its start would be one of the simulator's, which is not what is tried.
    Await.until(
        FLOWING_WITHIN,
        () -> !simulator.hasEnded() && known(() -> ledger.produced() > 0),
        () -> "no events flow");
    progress.accept("the platform is ready, events flow");
    List<FaultReport.Entry> faults = new ArrayList<>();
    for (Fault fault : plan()) {
      // Throws when it failed.
      simulator.hasEnded();
      FaultReport.Entry entry = suffer(fault);
      faults.add(entry);
      progress.accept(
          "%d of %d: %s, caught up %.1f s later"
              .formatted(faults.size(), options.faults(), entry.fault(), entry.recoveryS()));
    }
    Await.until(
        PRODUCED_WITHIN,
        () -> simulator.hasEnded() || known(() -> ledger.produced() >= options.events()),
        () -> "event-sim does not produce its events");
    // It confirms and counts what it has begun.
    simulator.close();
    double rest = untilCaughtUp();
    progress.accept("all events are produced, and caught up %.1f s later".formatted(rest));
    cluster.batch().run("silver");
    List<FaultReport.Stream> streams = ledger.settle(stream -> count(truth, stream.name()));
    return new FaultReport(
        options.seed(),
        faults,
        FaultReport.Quantiles.of(faults),
        FaultReport.OfKind.all(faults),
        surroundings.leftOut(),
        streams,
        List.copyOf(revived),
        Verdict.of(streams));
  }

  private List<Fault> plan() {
    return Fault.plan(
        options.seed(),
        options.faults(),
        surroundings.kinds(),
        List.copyOf(cluster.members().keySet()));
  }

  private ChildProcess simulator(Path truth) {
    return cluster
        .services()
        .simulator(
            List.of(
                "--events=" + PREPARED_FACTOR * options.events(),
                "--rate=" + options.ratePerSecond(),
                "--randomseed=" + options.seed(),
                "--duplicates=0.01",
                "--malformed=0.001",
                "--truth=" + truth));
  }

  private void prepare() {
    surroundings = Surroundings.of(options);
    surroundings.leftOut().forEach(reason -> progress.accept("left out: " + reason));
    if (surroundings.kinds().isEmpty()) {
      throw BenchException.unusable("none of these faults is possible here");
    }
    Optional<SmallDisk> disk =
        surroundings.kinds().contains(Fault.Kind.DISK_FULL)
            ? Optional.of(resources.add(SmallDisk.mount(options.folder().resolve("small-disk"))))
            : Optional.empty();
    Storage storage = resources.add(storage(disk.map(SmallDisk::folder).orElse(options.folder())));
    cluster = resources.add(ChaosCluster.start(installation, options.folder(), storage));
    ledger = resources.add(new Ledger(cluster));
    injector = new FaultInjector(cluster, storage, disk, surroundings.clock());
  }

  private Storage storage(Path data) {
    return switch (options.storage()) {
      case FILES -> new FileStorage(new Warehouse(data.resolve("warehouse")));
      case S3 ->
          S3Storage.start(installation, options.folder(), data.resolve("s3"), options.seed());
    };
  }

  /** Lets a fault happen and waits until the platform has caught up. */
  private FaultReport.Entry suffer(Fault fault) {
    // The fault's moment and length are what is tried here; nothing is waited for.
    FaultInjector.pause(fault.after());
    revive();
    String text = injector.happen(fault);
    Instant rightAt = Instant.now().plus(fault.clockOff().abs());
    clocksRightAt = rightAt.isAfter(clocksRightAt) ? rightAt : clocksRightAt;
    double recoveryS = untilCaughtUp();
    return new FaultReport.Entry(fault.kind().name(), text, recoveryS);
  }

  /**
   * How long is waited. Iceberg refuses a snapshot that is more than a minute older than the last
   * one: after a commit by a clock that was ahead, right clocks have to reach it first, also when
   * the next faults come.
   */
  private Duration patience() {
    Duration behind = Duration.between(Instant.now(), clocksRightAt);
    return behind.isNegative() ? RECOVERED_WITHIN : RECOVERED_WITHIN.plus(behind);
  }

  /**
   * How long it takes until each record of now is in bronze or a dead letter, in seconds. The count
   * of all rows is cheap and comes first; it alone would let newer records of others stand for
   * those of a sink that is stuck.
   */
  private double untilCaughtUp() {
    long start = System.nanoTime();
    CaughtUp question = new CaughtUp(ledger);
    Await.until(
        patience(),
        () -> {
          revive();
          return known(() -> cluster.batch().isReady() && question.yes());
        },
        () -> question.answer() + ", and the platform does not come back by itself");
    return Duration.ofNanos(question.sinceNanos() - start).toMillis() / 1_000.0;
  }

  /** What is away cannot be asked. */
  private static boolean known(BooleanSupplier question) {
    try {
      return question.getAsBoolean();
    } catch (RuntimeException notYet) {
      return false;
    }
  }

  private void revive() {
    cluster
        .members()
        .values()
        .forEach(
            member -> {
              if (member.reviveIfEnded()) {
                revived.add(member.name());
                progress.accept(member.name() + " ended by itself and was started again");
              }
            });
  }

  private static long count(Path truth, String stream) {
    try {
      JsonNode counts = new ObjectMapper().readTree(truth.toFile());
      return counts.path(stream).path("produced").asLong(-1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends everything that it started, also in the middle of a run. */
  @Override
  public void close() {
    resources.close();
  }
}
