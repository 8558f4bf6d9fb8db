package dev.streamify.bench.chaos;

import dev.streamify.bench.base.Await;
import dev.streamify.bench.base.BenchException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes things go wrong, and right again.
 *
 * @param cluster what suffers
 * @param storage what holds the tables' files
 * @param disk what they are on, if it can be full
 * @param clock what shifts clocks, if that is possible
 */
record FaultInjector(
    ChaosCluster cluster, Storage storage, Optional<SmallDisk> disk, Optional<SkewedClock> clock) {
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(3);

  /** Lets it happen from beginning to end, and returns what to say about it. */
  String happen(Fault fault) {
    return switch (fault.kind()) {
      case KILL -> {
        cluster.member(fault.member()).kill();
        pause(fault.lasts());
        cluster.member(fault.member()).restart();
        yield fault.text();
      }
      case FREEZE -> {
        cluster.member(fault.member()).process().freeze();
        pause(fault.lasts());
        cluster.member(fault.member()).process().thaw();
        yield fault.text();
      }
      case CLOCK_SKEW -> skew(fault);
      case CATALOG_CUT -> {
        cluster.cutCatalog();
        yield fault.text();
      }
      case CATALOG_ANSWERS_LOST ->
          between(fault, cluster::dropAnswersOfCatalog, cluster::deliverAnswersOfCatalog);
      case CATALOG_AWAY -> between(fault, cluster::stopCatalog, cluster::startCatalog);
      case WAREHOUSE_AWAY -> between(fault, storage::takeAway, storage::bringBack);
      case DISK_FULL -> between(fault, known(disk)::fill, known(disk)::free);
      case S3_ERRORS -> suffer(fault, S3Proxy.Trouble.ERRORS);
      case S3_LATENCY -> suffer(fault, S3Proxy.Trouble.LATENCY);
      case S3_TRUNCATION -> suffer(fault, S3Proxy.Trouble.TRUNCATION);
    };
  }

  private static String between(Fault fault, Runnable begin, Runnable end) {
    begin.run();
    pause(fault.lasts());
    end.run();
    return fault.text();
  }

  private String suffer(Fault fault, S3Proxy.Trouble trouble) {
    S3Proxy proxy = known(storage.proxy());
    proxy.suffer(trouble);
    pause(fault.lasts());
    String text = "%s (%,d of %,d requests)".formatted(fault.text(), proxy.hit(), proxy.requests());
    proxy.suffer(S3Proxy.Trouble.NONE);
    return text;
  }

  private String skew(Fault fault) {
    Member member = cluster.member(fault.member());
    member.kill();
    member.restart(known(clock).environment(fault.clockOff()));
    // A process that is still starting does nothing by its clock.
    Await.until(
        STARTED_WITHIN,
        () -> cluster.listens(fault.member()),
        () -> member.name() + " does not start with a wrong clock");
    pause(fault.lasts());
    long pid = member.process().pid();
    member.kill();
    SkewedClock.forget(pid);
    member.restart();
    return fault.text();
  }

  /** How long to wait, while things are wrong or before they are. */
  static void pause(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        throw BenchException.failed("interrupted");
      }
    }
  }

  private static <T> T known(Optional<T> needed) {
    return needed.orElseThrow(() -> BenchException.failed("a fault that is not possible here"));
  }
}
