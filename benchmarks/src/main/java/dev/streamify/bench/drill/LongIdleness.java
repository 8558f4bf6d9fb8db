package dev.streamify.bench.drill;

import dev.streamify.bench.base.Await;
import java.time.Duration;

/** Sessions, connections and groups must outlive a time in which nothing comes. */
final class LongIdleness implements Drill {
  private static final Duration FIRST_WITHIN = Duration.ofMinutes(2);

  @Override
  public String what() {
    return "nothing happens for a long time, then events flow again";
  }

  @Override
  public void play(Scene scene) {
    scene.load().awaitEnd();
    scene.complete("all in bronze before");
    long rows = scene.landed();
    long records = scene.produced();
    scene.fault("nothing for " + scene.options().idle(), () -> idle(scene));
    Load load = scene.load();
    Await.until(FIRST_WITHIN, () -> scene.produced() > records, () -> "event-sim produces nothing");
    long start = System.nanoTime();
    Await.until(
        FIRST_WITHIN, () -> scene.hasMoreThan(rows), () -> "nothing lands after the idle time");
    scene.took("first row after", start);
    load.awaitEnd();
    scene.complete("caught up");
  }

  /** The length is what is tried: nothing is waited for. */
  private static void idle(Scene scene) {
    long start = System.nanoTime();
    Duration idle = scene.options().idle();
    Await.until(
        idle.plus(FIRST_WITHIN),
        () -> {
          scene.revive();
          return System.nanoTime() - start >= idle.toNanos();
        },
        () -> "the idle time does not pass");
  }
}
