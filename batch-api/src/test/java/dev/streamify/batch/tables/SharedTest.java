package dev.streamify.batch.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SharedTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final AtomicInteger lookUps = new AtomicInteger();

  @Test
  void aValueIsKeptForItsTimeAndThenLookedUpAgain() {
    Shared<Integer> shared = shared();

    assertThat(shared.get()).isEqualTo(1);
    now.set(Instant.EPOCH.plusMillis(999));
    assertThat(shared.get()).isEqualTo(1);
    now.set(Instant.EPOCH.plusMillis(1000));
    assertThat(shared.get()).isEqualTo(2);
    assertThat(shared.renewed()).isEqualTo(3);
    now.set(Instant.EPOCH.minusSeconds(3600));
    assertThat(shared.get()).isEqualTo(4);
  }

  @Test
  void whatExpiredIsLookedUpAgainHoweverYoungItIs() {
    Shared<Integer> shared = shared();

    assertThat(shared.get()).isEqualTo(1);
    shared.expire();
    assertThat(shared.get()).isEqualTo(2);
    assertThat(shared.get()).isEqualTo(2);
  }

  @Test
  void aLookUpThatBeganBeforeTheExpiryIsToldToItsWaitersOnly() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    Shared<Integer> slow =
        new Shared<>(
            () -> {
              int lookUp = lookUps.incrementAndGet();
              if (lookUp == 1) {
                begun.countDown();
                await(asked);
              }
              return lookUp;
            },
            Duration.ofSeconds(1),
            clock());
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> early = threads.submit(slow::get);
      await(begun);
      slow.expire();
      assertThat(slow.get()).isEqualTo(2);
      asked.countDown();
      assertThat(early.get(20, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(slow.get()).isEqualTo(2);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void manyWhoAskAtOnceShareOneLookUp() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    Shared<Integer> slow =
        new Shared<>(
            () -> {
              await(asked);
              return lookUps.incrementAndGet();
            },
            Duration.ofSeconds(1),
            clock());
    ExecutorService threads = Executors.newFixedThreadPool(50);
    try {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(threads.submit(slow::get));
      }
      asked.countDown();
      for (Future<Integer> answer : answers) {
        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aFailureIsToldAndNotKept() {
    Shared<Integer> failing =
        new Shared<>(
            () -> {
              if (lookUps.incrementAndGet() == 1) {
                throw new IllegalArgumentException("away");
              }
              return lookUps.get();
            },
            Duration.ofSeconds(1),
            clock());

    assertThatThrownBy(failing::get).isInstanceOf(IllegalArgumentException.class);
    assertThat(failing.get()).isEqualTo(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Shared<Integer> shared() {
    return new Shared<>(lookUps::incrementAndGet, Duration.ofSeconds(1), clock());
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now.get();
      }
    };
  }
}
