package dev.streamify.sim.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.sim.event.RawEvent;
import dev.streamify.sim.output.Pacer;
import dev.streamify.sim.output.Progress;
import dev.streamify.sim.support.Sources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerLossIT {
  @TempDir private Path folder;

  @Test
  void aLoadThatLosesItsBrokerLeavesNoGapAndGoesOnWhenTheBrokerIsBack() throws Exception {
    int port = TestBroker.freePort();
    int controllerPort = TestBroker.freePort();
    TestBroker lost = TestBroker.start(folder, port, controllerPort);
    TestTopics topics = TestTopics.create("lost", lost);
    List<RawEvent> load = topics.load(30_000);
    FeederOptions options =
        new FeederOptions(
            lost.bootstrapServers(), Duration.ofSeconds(10), Duration.ofSeconds(3), Map.of());
    KafkaFeeder feeder = new KafkaFeeder(topics.contract(), options);
    AtomicReference<CompletableFuture<Void>> closing = new AtomicReference<>();

    assertThatThrownBy(
            () ->
                feeder.feed(
                    Sources.of(load),
                    Map.of(),
                    Pacer.atRate(4_000),
                    (done, all) -> {
                      if (done > 6_000 && closing.get() == null) {
                        closing.set(CompletableFuture.runAsync(lost::close));
                      }
                    },
                    () -> false))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("did not confirm records within 3 s")
        .hasMessageNotContaining("\n");
    closing.get().get(60, TimeUnit.SECONDS);

    try (TestBroker back = TestBroker.start(folder, port, controllerPort)) {
      topics.assertHoldABeginningOf(load);
      Map<TopicPartition, Long> there = topics.counts();
      assertThat(there.values().stream().mapToLong(Long::longValue).sum())
          .isBetween(5_000L, 29_000L);

      FeedResult resumed =
          feeder.feed(
              Sources.of(load), there, Pacer.asFastAsPossible(), Progress.NONE, () -> false);

      assertThat(resumed.complete()).isTrue();
      topics.assertHold(load);
      assertThat(back.bootstrapServers()).isEqualTo(lost.bootstrapServers());
    }
  }
}
