package dev.streamify.batch.bootstrap;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.contract.EventContract;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs the bootstrap at start, and again with growing pauses until the catalog lets it finish. */
@ApplicationScoped
public class BootstrapService {
  private static final Logger LOG = Logger.getLogger(BootstrapService.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Lakehouse lakehouse;
  private final TableBootstrap bootstrap;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile BootstrapState state = new BootstrapState.Pending("not tried yet");

  /** Prepares the bootstrap of the contract's tables. */
  BootstrapService(Lakehouse lakehouse, EventContract contract) {
    this.lakehouse = lakehouse;
    this.bootstrap = new TableBootstrap(lakehouse, contract);
  }

  /** How far it is. */
  public BootstrapState state() {
    return state;
  }

  void onStart(@Observes StartupEvent started) {
    Thread thread = new Thread(this::untilDone, "table-bootstrap");
    thread.setDaemon(true);
    thread.start();
  }

  /** After the runs, which need the lakehouse to tidy up. */
  void onStop(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ShutdownEvent event) {
    stopping.countDown();
    lakehouse.close();
  }

  private void untilDone() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!attempt() && !stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // Whatever goes wrong here is the environment's; the next attempt may find it repaired.
  private boolean attempt() {
    try {
      BootstrapReport report = bootstrap.run();
      LOG.infof("The lakehouse is ready: %s", report);
      state = new BootstrapState.Done(report.toString());
      return true;
    } catch (RuntimeException e) {
      BootstrapState failed = new BootstrapState.Pending(String.valueOf(e.getMessage()));
      if (!failed.equals(state)) {
        LOG.warnf("The tables are not there yet, trying on: %s", e.getMessage());
        LOG.debug("Bootstrap failed", e);
      }
      state = failed;
      return false;
    }
  }
}
