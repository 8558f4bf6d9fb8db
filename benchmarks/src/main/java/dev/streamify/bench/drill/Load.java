package dev.streamify.bench.drill;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.bench.base.Await;
import dev.streamify.bench.platform.Services;
import dev.streamify.bench.process.ChildProcess;
import dev.streamify.contract.EventStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Events that the simulator produces, and its own count of them. */
final class Load implements AutoCloseable {
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(2);

  private final ChildProcess simulator;
  private final Path truth;
  private final Duration endsWithin;

  private Load(ChildProcess simulator, Path truth, Duration endsWithin) {
    this.simulator = simulator;
    this.truth = truth;
    this.endsWithin = endsWithin;
  }

  /**
   * Starts it.
   *
   * @param truth the file of its count
   * @param number makes the events others than those of the loads before
   */
  static Load start(Services services, DrillOptions options, Path truth, int number) {
    return new Load(
        services.simulator(
            List.of(
                "--events=" + options.events(),
                "--rate=" + options.ratePerSecond(),
                "--randomseed=" + (options.seed() + number),
                "--userid=" + (1 + number * 1_000_000),
                "--duplicates=0.01",
                "--malformed=0.001",
                "--truth=" + truth)),
        truth,
        STARTED_WITHIN.plusSeconds(2 * options.events() / options.ratePerSecond()));
  }

  /** Waits until everything is produced. */
  void awaitEnd() {
    Await.until(
        endsWithin, simulator::hasEnded, () -> "event-sim does not end within " + endsWithin);
  }

  /** How many events of a stream it produced, by its own count. */
  long produced(EventStream stream) {
    try {
      return new ObjectMapper()
          .readTree(truth.toFile())
          .path(stream.name())
          .path("produced")
          .asLong(-1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    simulator.close();
  }
}
