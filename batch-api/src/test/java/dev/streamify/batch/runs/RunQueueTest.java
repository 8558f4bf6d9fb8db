package dev.streamify.batch.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunQueueTest {
  private final RunQueue queue = new RunQueue(2, 3);

  @Test
  void twoRunsOfOneTableAreNeverStartedAtOnce() {
    offer("one", "t");
    offer("two", "t");
    offer("other", "u");

    assertThat(queue.next()).contains(new RunId("one"));
    assertThat(queue.next()).contains(new RunId("other"));
    queue.done(new RunId("other"));
    assertThat(queue.next()).isEmpty();
    queue.done(new RunId("one"));
    assertThat(queue.next()).contains(new RunId("two"));
  }

  @Test
  void noMoreThanTheAllowedNumberIsStarted() {
    offer("one", null);
    offer("two", null);
    offer("three", null);

    assertThat(queue.next()).contains(new RunId("one"));
    assertThat(queue.next()).contains(new RunId("two"));
    assertThat(queue.next()).isEmpty();
    queue.done(new RunId("one"));
    assertThat(queue.next()).contains(new RunId("three"));
  }

  @Test
  void aFullQueueTakesNoMore() {
    offer("one", "t");
    offer("two", "t");
    offer("three", "t");

    assertThat(queue.offer(new RunQueue.Waiting(new RunId("four"), Optional.of("t")))).isFalse();
  }

  private void offer(String id, String table) {
    assertThat(queue.offer(new RunQueue.Waiting(new RunId(id), Optional.ofNullable(table))))
        .isTrue();
  }
}
