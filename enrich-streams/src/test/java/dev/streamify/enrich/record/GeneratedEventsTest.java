package dev.streamify.enrich.record;

import static dev.streamify.enrich.record.Events.NOW_MS;
import static dev.streamify.enrich.record.Events.listenStream;
import static dev.streamify.enrich.record.Events.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.contract.EventTimeBounds;
import dev.streamify.contract.RejectReason;
import dev.streamify.enrich.record.EnrichmentResult.Enriched;
import dev.streamify.enrich.record.EnrichmentResult.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares with {@link Oracle}, on events that nobody thought of. Seeds are fixed. */
class GeneratedEventsTest {
  private static final int VALID_EVENTS = 20_000;
  private static final int MUTATED_EVENTS = 100_000;

  private final RecordEnricher enricher =
      new RecordEnricher(listenStream(), EventTimeBounds.DEFAULT);

  @Test
  void everyValidEventComesOutEqualAndWithTheAddedColumns() {
    Random random = new Random(1);
    for (int i = 0; i < VALID_EVENTS; i++) {
      String json = Events.random(random);
      RawRecord raw = new RawRecord(utf8(json), i % 7, i, NOW_MS);
      EnrichmentResult result = enricher.enrich(raw, NOW_MS + i);
      assertThat(result).as(json).isInstanceOf(Enriched.class);
      Oracle.assertEnriched(
          listenStream(),
          Oracle.parse(raw.value()).orElseThrow(),
          ((Enriched) result).value(),
          raw,
          NOW_MS + i);
    }
  }

  @Test
  void everyMutatedEventIsEnrichedOrRejectedByTheContract() {
    Random random = new Random(2);
    Map<RejectReason, Integer> rejected = new EnumMap<>(RejectReason.class);
    int enriched = 0;
    for (int i = 0; i < MUTATED_EVENTS; i++) {
      byte[] json = Mutations.of(utf8(Events.random(random)), random);
      RawRecord raw = new RawRecord(json, 0, i, NOW_MS);
      EnrichmentResult result = enricher.enrich(raw, NOW_MS);
      ContractRules.assertRight(listenStream(), result, raw, NOW_MS, show(json));
      if (result instanceof Rejected rejection) {
        rejected.merge(rejection.reason(), 1, Integer::sum);
        assertRightly(rejection, json);
      } else {
        enriched++;
      }
    }
    assertThat(enriched).as("mutations that leave a valid event").isGreaterThan(5_000);
    assertThat(rejected.keySet())
        .contains(
            RejectReason.MALFORMED_JSON,
            RejectReason.WRONG_TYPE,
            RejectReason.MISSING_FIELD,
            RejectReason.DUPLICATE_FIELD,
            RejectReason.EVENT_TIME_OUT_OF_RANGE);
  }

  private static void assertRightly(Rejected rejection, byte[] json) {
    Optional<JsonNode> tree = Oracle.parse(json);
    switch (rejection.reason()) {
      case MALFORMED_JSON -> assertThat(tree).as(show(json)).isEmpty();
      case NOT_AN_OBJECT -> assertThat(tree.orElseThrow().isObject()).isFalse();
      case MISSING_FIELD, EVENT_TIME_OUT_OF_RANGE -> assertThat(tree).as(show(json)).isPresent();
      default -> assertThat(rejection.message()).isNotBlank();
    }
  }

  private static String show(byte[] json) {
    return new String(json, StandardCharsets.ISO_8859_1);
  }
}
