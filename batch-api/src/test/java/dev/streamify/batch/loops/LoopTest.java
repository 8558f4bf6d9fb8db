package dev.streamify.batch.loops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopTest {
  private static final Duration SHORT = Duration.ofMillis(5);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String NAME = LoopTest.class.getName();

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Handler listener = new Listener();
  private final AtomicInteger rounds = new AtomicInteger();
  private final AtomicBoolean broken = new AtomicBoolean();
  private final Troubles troubles = new Troubles(Logger.getLogger(NAME));

  private final class Listener extends Handler {
    private final PatternFormatter format = new PatternFormatter("%s");

    @Override
    public void publish(LogRecord entry) {
      if (entry.getLevel().intValue() >= java.util.logging.Level.INFO.intValue()) {
        told.add(format.format(entry));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    java.util.logging.Logger.getLogger(NAME).addHandler(listener);
  }

  @AfterEach
  void listenNoMore() {
    java.util.logging.Logger.getLogger(NAME).removeHandler(listener);
  }

  private void round() {
    rounds.incrementAndGet();
    if (broken.get()) {
      throw new IllegalStateException("the database is away");
    }
  }

  private Loop.Builder loop(Duration every) {
    return Loop.of("loop-test", every, this::round, troubles, "Nothing can be done");
  }

  @Test
  void itGoesOnThroughTroubleAndTellsOfItOnceAndOfItsEnd() throws InterruptedException {
    Loop loop = loop(SHORT).start();
    awaitRounds(3);
    broken.set(true);
    awaitRounds(rounds.get() + 5);
    broken.set(false);
    awaitRounds(rounds.get() + 2);
    broken.set(true);
    awaitRounds(rounds.get() + 2);
    loop.end(LONG);

    assertThat(told)
        .startsWith(
            "Nothing can be done, trying on: the database is away",
            "Mended: Nothing can be done",
            "Nothing can be done, trying on: the database is away")
        .hasSizeLessThan(5);
  }

  @Test
  void theFirstRoundIsAtOnceAndTheEndDoesNotWaitForTheNext() throws InterruptedException {
    AtomicBoolean ended = new AtomicBoolean();
    Loop loop = loop(LONG).lastly(() -> ended.set(true)).start();
    awaitRounds(1);
    long before = System.nanoTime();
    loop.end(LONG);

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
    assertThat(ended).isTrue();
    assertThat(rounds).hasValue(1);
  }

  @Test
  void pausesGrowWhileItFailsAndAreShortAgainAfterwards() throws InterruptedException {
    broken.set(true);
    Loop loop = loop(Duration.ofMillis(20)).pausingUpTo(Duration.ofMillis(160)).start();
    long before = System.nanoTime();
    awaitRounds(5);
    // 40, 80, 160 and 160 ms.
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(400));
    broken.set(false);
    int failed = rounds.get();
    awaitRounds(failed + 20);
    loop.end(LONG);
  }

  @Test
  void anotherCauseIsTold() {
    for (String why : List.of("away", "away", "full", "full")) {
      assertThat(
              troubles.guarded(
                  "It fails",
                  () -> {
                    throw new IllegalStateException(why);
                  }))
          .isFalse();
    }
    assertThat(troubles.guarded("Something else fails", () -> {})).isTrue();
    assertThat(told).containsExactly("It fails, trying on: away", "It fails, trying on: full");
  }

  private void awaitRounds(int count) {
    await().atMost(Duration.ofSeconds(20)).until(() -> rounds.get() >= count);
  }
}
