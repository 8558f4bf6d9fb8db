package dev.streamify.enrich.topology;

import static dev.streamify.enrich.record.Events.NOW_MS;
import static dev.streamify.enrich.record.Events.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.contract.DeadLetter;
import dev.streamify.contract.EnrichmentColumns;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.RejectReason;
import dev.streamify.enrich.record.Events;
import dev.streamify.enrich.record.Mutations;
import dev.streamify.enrich.record.Oracle;
import dev.streamify.enrich.record.RawRecord;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/**
 * Damaged events of all streams through the topology of production: each comes out once, as the
 * oracle says or as a dead letter that holds it. {@code -Dfuzz.events=10000000} makes it long,
 * {@code -Dfuzz.seed} another one.
 */
class FuzzedTopologyTest {
  private static final long EVENTS = Long.getLong("fuzz.events", 60_000);
  private static final long SEED = Long.getLong("fuzz.seed", 8);
  private static final int BATCH = 3_000;
  private static final int LOOKS = 10;
  private static final long HEAP_SLACK_BYTES = 24 * 1024 * 1024;

  private final EventContract contract = EventContract.standard();
  private final Random random = new Random(SEED);
  private final Map<String, Long> offsets = new HashMap<>();
  private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
  private long enriched;

  @Test
  void everyEventComesOutOnceWhateverItIsLike() {
    List<Long> heap = new ArrayList<>();
    try (TopologyHarness harness = TopologyHarness.of(contract, stream -> OutcomeListener.NONE)) {
      long sent = 0;
      long next = 0;
      while (sent < EVENTS) {
        batch(harness);
        sent += BATCH;
        if (sent >= next) {
          heap.add(usedHeap());
          System.out.printf(
              Locale.ROOT, "%,d of %,d events, %,d bytes of heap%n", sent, EVENTS, last(heap));
          next += EVENTS / LOOKS;
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "seed %d: %,d enriched, rejected %s, bytes of heap %s%n",
        SEED,
        enriched,
        rejected,
        heap);
    assertThat(enriched).as("damage that leaves a valid event").isGreaterThan(EVENTS / 20);
    assertThat(rejected).hasSizeGreaterThan(6);
    // The first look may come before everything is loaded; none of the others is higher than that.
    assertThat(heap.subList(1, heap.size()))
        .allMatch(bytes -> bytes < heap.get(1) + HEAP_SLACK_BYTES);
  }

  private static long last(List<Long> values) {
    return values.get(values.size() - 1);
  }

  private void batch(TopologyHarness harness) {
    Map<EventStream, Map<Long, byte[]>> waiting = new HashMap<>();
    for (int i = 0; i < BATCH; i++) {
      EventStream stream = contract.streams().get(i % contract.streams().size());
      byte[] value = value(stream);
      harness.send(stream.rawTopic(), value);
      long offset = offsets.merge(stream.rawTopic(), 1L, Long::sum) - 1;
      waiting.computeIfAbsent(stream, each -> new HashMap<>()).put(offset, value);
    }
    waiting.forEach((stream, sent) -> settle(harness, stream, sent));
  }

  private byte[] value(EventStream stream) {
    return switch (random.nextInt(40)) {
      case 0 -> new byte[0];
      case 1 -> noise();
      case 2 -> utf8(Events.LISTEN);
      case 3 -> utf8(Events.random(stream, random));
      default -> Mutations.of(utf8(Events.random(stream, random)), random);
    };
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(400)];
    random.nextBytes(bytes);
    return bytes;
  }

  private void settle(TopologyHarness harness, EventStream stream, Map<Long, byte[]> sent) {
    for (TestRecord<byte[], byte[]> record : harness.read(stream.enrichedTopic())) {
      long offset = TopologyHarness.json(record).path(EnrichmentColumns.KAFKA_OFFSET).asLong(-1);
      byte[] raw = sent.remove(offset);
      assertThat(raw).as("the only result of offset %d of %s", offset, stream.name()).isNotNull();
      JsonNode tree = Oracle.parse(raw).orElseThrow();
      Oracle.assertEnriched(
          stream, tree, record.value(), new RawRecord(raw, 0, offset, NOW_MS), NOW_MS);
      enriched++;
    }
    for (TestRecord<byte[], byte[]> record : harness.read(stream.deadLetterTopic())) {
      JsonNode letter = TopologyHarness.json(record);
      long offset = letter.path(DeadLetter.SOURCE_OFFSET).asLong(-1);
      byte[] raw = sent.remove(offset);
      assertThat(raw).as("the only result of offset %d of %s", offset, stream.name()).isNotNull();
      assertThat(payload(letter)).as("payload").isEqualTo(raw);
      assertThat(letter.path(DeadLetter.MESSAGE).asText()).isNotBlank();
      rejected.merge(RejectReason.valueOf(letter.path(DeadLetter.REASON).asText()), 1L, Long::sum);
    }
    assertThat(sent).as("lost of %s, seed %d", stream.name(), SEED).isEmpty();
  }

  private static byte[] payload(JsonNode letter) {
    String text = letter.path(DeadLetter.PAYLOAD).asText();
    return letter
            .path(DeadLetter.PAYLOAD_ENCODING)
            .asText(DeadLetter.ENCODING_UTF8)
            .equals(DeadLetter.ENCODING_BASE64)
        ? Base64.getDecoder().decode(text)
        : utf8(text);
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
