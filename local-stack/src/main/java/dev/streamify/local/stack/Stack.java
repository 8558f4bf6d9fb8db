package dev.streamify.local.stack;

import dev.streamify.contract.EventContract;
import dev.streamify.local.base.StackException;
import dev.streamify.local.platform.DataDirectory;
import dev.streamify.local.process.Installation;
import dev.streamify.local.reconcile.ReconciliationReport;
import dev.streamify.local.settings.Ports;
import dev.streamify.local.settings.StackOptions;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** Starts the platform, does the main job, and stays up until it is asked to stop. */
public final class Stack {
  private final StackOptions options;
  private final Console console;

  private Stack(StackOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  /**
   * Runs the stack.
   *
   * @return exit code: 0, or 1 when the reconciliation does not hold
   * @throws StackException when the stack cannot start or finish
   */
  public static int run(StackOptions options) {
    Console console = new Console(System.out, options.terminal());
    Resources resources = new Resources();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  console.mute();
                  resources.closeAll();
                },
                "stop"));
    try {
      return new Stack(options, console).run(resources);
    } catch (RuntimeException e) {
      if (console.isMuted()) {
        // On the way down: what fails now fails because of that. The hook ends the JVM.
        return StackException.FAILED;
      }
      throw e;
    }
  }

  private int run(Resources resources) {
    long startNanos = System.nanoTime();
    Installation installation = Installation.locate();
    DataDirectory data = DataDirectory.open(options.dataDirectory());
    // Read by the logging configuration when the first logger is made, which is after this line.
    System.setProperty("streamify.log.dir", data.logs().toString());
    resources.add(data);
    console.line("Streamify is starting; logs are in " + data.logs());
    EventContract contract = EventContract.standard();
    Platform platform = Platform.start(installation, data, options, contract, console, resources);
    double startSeconds = (System.nanoTime() - startNanos) / 1e9;
    console.line(String.format(java.util.Locale.ROOT, "Ready after %.1f s.", startSeconds));

    ReconciliationReport report =
        new MainJob(platform, data, contract, Clock.systemUTC(), console, startSeconds)
            .run(options);
    console.line(report.toText());
    options.reportFile().ifPresent(report::write);
    if (report.reconciled()) {
      resources.addOutermost(data::discard);
    }
    if (!options.exitWhenDone()) {
      stayUp(platform, options.ports());
    }
    return report.reconciled() ? 0 : StackException.FAILED;
  }

  private void stayUp(Platform platform, Ports ports) {
    console.line(
        """
        Kafka           127.0.0.1:%d
        Kafka Connect   http://127.0.0.1:%d/connectors, metrics http://127.0.0.1:%d/metrics
        enrich-streams  http://127.0.0.1:%d/q/health, metrics at /q/metrics
        batch-api       http://127.0.0.1:%d/api/v1/jobs, metrics at /q/metrics
        Spark UI        http://127.0.0.1:%d
        Ctrl-C stops all of it."""
            .formatted(
                ports.kafka(),
                ports.connect(),
                ports.connectMetrics(),
                ports.enrich(),
                ports.batch(),
                ports.sparkUi()));
    CountDownLatch never = new CountDownLatch(1);
    try {
      while (!never.await(1, java.util.concurrent.TimeUnit.SECONDS)) {
        platform.requireHealthy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
