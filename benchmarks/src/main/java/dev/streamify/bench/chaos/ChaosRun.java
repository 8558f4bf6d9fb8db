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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Events flow, faults happen, and in the end every event is counted. Nobody helps the platform: all
 * that is done for it is what a supervisor does, to start again what has ended.
 */
public final class ChaosRun implements AutoCloseable {
  private static final Duration RECOVERED_WITHIN = Duration.ofMinutes(4);
  private static final Duration PRODUCED_WITHIN = Duration.ofMinutes(60);

  private final ChaosOptions options;
  private final Installation installation;
  private final Consumer<String> progress;
  private final Resources resources = new Resources();
  private final List<String> revived = new ArrayList<>();
  private ChaosCluster cluster;
  private Ledger ledger;

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
    cluster = resources.add(ChaosCluster.start(installation, options.folder()));
    ledger = resources.add(new Ledger(cluster));
    Path truth = options.folder().resolve("truth.json");
    ChildProcess simulator = resources.add(simulator(truth));
    progress.accept("the platform is ready, events flow");
    List<FaultReport.Entry> faults = new ArrayList<>();
    for (Fault fault :
        Fault.plan(
            options.seed(),
            options.faults(),
            options.kinds(),
            List.copyOf(cluster.members().keySet()))) {
      double recoveryS = suffer(fault);
      faults.add(new FaultReport.Entry(fault.text(), recoveryS));
      progress.accept(
          "%d of %d: %s, caught up %.1f s later"
              .formatted(faults.size(), options.faults(), fault.text(), recoveryS));
    }
    Await.until(
        PRODUCED_WITHIN, simulator::hasEnded, () -> "event-sim does not end with its events");
    double rest = untilCaughtUp();
    progress.accept("all events are produced, and caught up %.1f s later".formatted(rest));
    cluster.batch().run("silver");
    List<FaultReport.Stream> streams = ledger.settle(stream -> count(truth, stream.name()));
    return new FaultReport(
        options.seed(),
        faults,
        FaultReport.Quantiles.of(faults),
        streams,
        List.copyOf(revived),
        Verdict.of(streams));
  }

  private ChildProcess simulator(Path truth) {
    return cluster
        .services()
        .simulator(
            List.of(
                "--events=" + options.events(),
                "--rate=" + options.ratePerSecond(),
                "--randomseed=" + options.seed(),
                "--duplicates=0.01",
                "--malformed=0.001",
                "--truth=" + truth));
  }

  /** Lets a fault happen and returns how long the platform took to catch up, in seconds. */
  private double suffer(Fault fault) {
    // The fault's moment and length are what is tried here; nothing is waited for.
    pause(fault.after());
    revive();
    switch (fault.kind()) {
      case KILL -> {
        cluster.member(fault.member()).kill();
        pause(fault.lasts());
        cluster.member(fault.member()).restart();
      }
      case FREEZE -> {
        cluster.member(fault.member()).process().freeze();
        pause(fault.lasts());
        cluster.member(fault.member()).process().thaw();
      }
      case CATALOG_CUT -> cluster.cutCatalog();
      case CATALOG_ANSWERS_LOST -> {
        cluster.dropAnswersOfCatalog();
        pause(fault.lasts());
        cluster.deliverAnswersOfCatalog();
      }
      case CATALOG_AWAY -> {
        cluster.stopCatalog();
        pause(fault.lasts());
        cluster.startCatalog();
      }
      case WAREHOUSE_AWAY -> {
        cluster.warehouse().takeAway();
        pause(fault.lasts());
        cluster.warehouse().bringBack();
      }
    }
    return untilCaughtUp();
  }

  private double untilCaughtUp() {
    long start = System.nanoTime();
    long[] known = {-1, 0};
    Await.until(
        RECOVERED_WITHIN,
        () -> {
          revive();
          return known(
              () -> {
                known[0] = known[0] < 0 ? ledger.produced() : known[0];
                known[1] = ledger.landed();
                return known[1] >= known[0] && cluster.batch().isReady();
              });
        },
        () ->
            "%,d of %,d records are in bronze, and the platform does not come back by itself"
                .formatted(known[1], known[0]));
    return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0;
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

  private static void pause(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        throw BenchException.failed("interrupted");
      }
    }
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
