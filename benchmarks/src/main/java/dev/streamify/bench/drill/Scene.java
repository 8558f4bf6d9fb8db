package dev.streamify.bench.drill;

import dev.streamify.bench.base.Await;
import dev.streamify.bench.base.BenchException;
import dev.streamify.bench.base.Resources;
import dev.streamify.bench.chaos.ChaosCluster;
import dev.streamify.bench.chaos.Ledger;
import dev.streamify.bench.chaos.Verdict;
import dev.streamify.bench.kafka.TopicHand;
import dev.streamify.bench.platform.ConnectClient;
import dev.streamify.bench.platform.Tables;
import dev.streamify.bench.process.Installation;
import dev.streamify.bench.report.DrillReport;
import dev.streamify.bench.report.FaultReport;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * A platform for one drill, and all that is noted meanwhile: what people were told, what they did,
 * and what came of every event.
 */
final class Scene implements AutoCloseable {
  /** The stream whose table and topics things happen to. */
  static final EventStream LISTENS =
      EventContract.standard().stream("listen_events")
          .orElseThrow(() -> new IllegalStateException("the contract has no listen_events"));

  private static final Duration COMPLETE_WITHIN = Duration.ofMinutes(6);
  private static final Duration TOLD_WITHIN = Duration.ofMinutes(4);

  private final DrillOptions options;
  private final Consumer<String> progress;
  private final Path folder;
  private final Clock clock = Clock.systemUTC();
  private final Resources resources = new Resources();
  private final List<Load> loads = new ArrayList<>();
  private final List<String> hand = new ArrayList<>();
  private final List<String> revived = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private ChaosCluster cluster;
  private Ledger ledger;
  private Tables tables;
  private Admin admin;
  private Alerts alerts;
  private Instant since = Instant.EPOCH;
  private boolean readAgain;

  private Scene(DrillOptions options, Path folder, Consumer<String> progress) {
    this.options = options;
    this.folder = folder;
    this.progress = progress;
  }

  /** Starts a platform in that folder. */
  static Scene open(
      DrillOptions options, Installation installation, Path folder, Consumer<String> progress) {
    Scene scene = new Scene(options, folder, progress);
    try {
      scene.cluster = scene.resources.add(ChaosCluster.start(installation, folder));
      scene.ledger = scene.resources.add(new Ledger(scene.cluster));
      scene.tables = scene.resources.add(Tables.open(scene.cluster.catalogProperties()));
      scene.admin =
          scene.resources.add(
              Admin.create(Map.of("bootstrap.servers", scene.cluster.bootstrapServers())));
      scene.alerts = new Alerts(scene.cluster.batch(), scene.clock);
      return scene;
    } catch (RuntimeException e) {
      scene.close();
      throw e;
    }
  }

  ChaosCluster cluster() {
    return cluster;
  }

  ConnectClient connect() {
    return new ConnectClient(cluster.connectUrl());
  }

  TopicHand topics() {
    return new TopicHand(admin);
  }

  Tables tables() {
    return tables;
  }

  DrillOptions options() {
    return options;
  }

  Instant now() {
    return clock.instant();
  }

  /** Lets events flow, other ones each time. */
  Load load() {
    Load load =
        resources.add(
            Load.start(
                cluster.services(),
                options,
                folder.resolve("truth-" + loads.size()),
                loads.size()));
    loads.add(load);
    return load;
  }

  /** Waits until so many rows are in bronze. */
  void awaitLanded(long rows) {
    Await.until(
        COMPLETE_WITHIN,
        () -> known(() -> ledger.landed() >= rows),
        () -> "%,d rows do not get into bronze".formatted(rows));
  }

  /** Whether rows have come since there were so many. */
  boolean hasMoreThan(long rows) {
    return known(() -> ledger.landed() > rows);
  }

  long landed() {
    return ledger.landed();
  }

  long produced() {
    return ledger.produced();
  }

  /** What goes wrong, on purpose. */
  void fault(String what, Runnable fault) {
    alerts.from();
    progress.accept("fault: " + what);
    fault.run();
  }

  /** Waits until people are told of one of these. Nobody acts who has heard nothing. */
  void awaitTold(Set<String> names) {
    long start = System.nanoTime();
    try {
      Await.until(
          TOLD_WITHIN,
          () -> {
            revive();
            return known(() -> alerts.told().stream().anyMatch(it -> names.contains(it.alert())));
          },
          () -> "nobody was told of any of " + names);
      took("told after", start);
    } catch (BenchException e) {
      wrong.add(String.valueOf(e.getMessage()));
      progress.accept(e.getMessage());
    }
  }

  /** What somebody does for the platform, as the documentation says. */
  void hand(String step, Runnable work) {
    progress.accept("hand: " + step);
    hand.add(step);
    work.run();
  }

  /** Bronze may have rows twice from now on: something is read again on purpose. */
  void readAgain() {
    readAgain = true;
  }

  /** What bronze had once it must still have. */
  void requireRows(long rows) {
    long missing = rows - ledger.landedBefore(since);
    if (missing != 0) {
      wrong.add("%,d rows of before are gone".formatted(missing));
    }
  }

  /** Raw topics are new: their offsets begin again, and so does the count. */
  void begunAnew() {
    since = clock.instant();
    loads.clear();
  }

  /** Waits until all that was produced by now is in bronze, and notes how long that took. */
  void complete(String noted) {
    long start = System.nanoTime();
    Map<String, Map<Integer, Long>> mark = ledger.mark();
    long[] missing = {-1};
    Await.until(
        COMPLETE_WITHIN,
        () -> {
          revive();
          return known(
              () -> {
                missing[0] = ledger.missing(mark, since);
                return missing[0] == 0;
              });
        },
        () -> "%s: %,d records do not get into bronze".formatted(noted, missing[0]));
    took(noted, start);
  }

  /** Notes how long something took. */
  void took(String noted, long startNanos) {
    double took = Duration.ofNanos(System.nanoTime() - startNanos).toMillis() / 1_000.0;
    seconds.put(noted, took);
    progress.accept("%s: %.1f s".formatted(noted, took));
  }

  /** What is away cannot be asked. */
  static boolean known(BooleanSupplier question) {
    try {
      return question.getAsBoolean();
    } catch (RuntimeException notYet) {
      return false;
    }
  }

  /** What ended by itself is started again, as a supervisor does. */
  void revive() {
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

  /** The count, when all loads have ended. */
  DrillReport report(String name, String what) {
    loads.forEach(Load::awaitEnd);
    complete("all in bronze");
    cluster.batch().run("silver");
    List<FaultReport.Stream> streams =
        ledger.settle(stream -> loads.stream().mapToLong(it -> it.produced(stream)).sum(), since);
    wrong.addAll(Verdict.of(streams, readAgain));
    return told(name, what, streams);
  }

  /** What is known of a drill that did not get to its end. */
  DrillReport failed(String name, String what, String why) {
    wrong.add(why);
    return told(name, what, List.of());
  }

  private DrillReport told(String name, String what, List<FaultReport.Stream> streams) {
    List<DrillReport.Told> told = new ArrayList<>();
    known(() -> told.addAll(alerts.told()));
    return new DrillReport(
        name, what, options.seed(), told, hand, seconds, streams, revived, wrong);
  }

  @Override
  public void close() {
    resources.close();
  }
}
