package dev.streamify.enrich.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.contract.RejectReason;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final StreamMeters meters = new StreamMeters("s", registry);

  @Test
  void aRecordIsReceivedOnceInTheBucketOfItsAge() {
    meters.received(0);
    meters.received(7);
    meters.received(600_000);

    assertThat(registry.get("streamify.enrich.received").functionCounter().count()).isEqualTo(3);
    assertThat(receivedWithin(5)).isEqualTo(1);
    assertThat(receivedWithin(10)).isEqualTo(2);
    assertThat(receivedWithin(300_000)).isEqualTo(2);
  }

  @Test
  void outcomesAreCountedByReason() {
    meters.enriched();
    meters.deadLettered(RejectReason.WRONG_TYPE);

    assertThat(events("enriched", "none")).isEqualTo(1);
    assertThat(events("dead_letter", "WRONG_TYPE")).isEqualTo(1);
    assertThat(events("dead_letter", "TOO_LARGE")).isZero();
  }

  private double receivedWithin(long bucketMs) {
    return Arrays.stream(
            registry.get("streamify.enrich.latency").timer().takeSnapshot().histogramCounts())
        .filter(bucket -> bucket.bucket(TimeUnit.MILLISECONDS) == bucketMs)
        .mapToDouble(CountAtBucket::count)
        .findFirst()
        .orElseThrow();
  }

  private double events(String outcome, String reason) {
    return registry
        .get("streamify.enrich.events")
        .tags("stream", "s", "outcome", outcome, "reason", reason)
        .counter()
        .count();
  }
}
