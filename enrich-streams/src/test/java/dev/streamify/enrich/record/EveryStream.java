package dev.streamify.enrich.record;

import static dev.streamify.enrich.record.Events.NOW_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.EventTimeBounds;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Any bytes, as an event of every stream, by enrichers that have seen others before. */
final class EveryStream {
  private static final int PARTITION = 3;
  private static final long OFFSET = 42;

  private final Map<EventStream, RecordEnricher> enrichers = new LinkedHashMap<>();

  EveryStream() {
    for (EventStream stream : EventContract.standard().streams()) {
      enrichers.put(stream, new RecordEnricher(stream, EventTimeBounds.DEFAULT));
    }
  }

  /** Asserts that they become what {@link ContractRules} and {@link Oracle} say. */
  void assertRight(byte[] value) {
    byte[] before = value.clone();
    RawRecord raw = new RawRecord(value, PARTITION, OFFSET, NOW_MS);
    enrichers.forEach(
        (stream, enricher) ->
            ContractRules.assertRight(
                stream,
                enricher.enrich(raw, NOW_MS),
                raw,
                NOW_MS,
                new String(before, StandardCharsets.ISO_8859_1)));
    assertThat(value).as("the record is left as it was").isEqualTo(before);
  }
}
