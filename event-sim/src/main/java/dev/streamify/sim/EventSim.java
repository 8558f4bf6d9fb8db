package dev.streamify.sim;

import dev.streamify.sim.cli.SimCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Entry point of the command {@code event-sim}. */
public final class EventSim {
  private static final long STOP_SECONDS = 20;

  private EventSim() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop, stopped), "stop"));
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = SimCommand.run(args, Clock.systemUTC(), out, err, stop::get);
    stopped.countDown();
    System.exit(code);
  }

  /** On Ctrl-C what was begun is confirmed and counted before the process ends. */
  private static void stopAndWait(AtomicBoolean stop, CountDownLatch stopped) {
    stop.set(true);
    try {
      if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("event-sim: ended before Kafka had confirmed everything");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
