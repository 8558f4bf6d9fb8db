package dev.streamify.enrich.service;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.enrich.topology.OutcomeListener;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The meters of what happens to records. All series of all streams exist from the start, so that a
 * rate over them sees the first event too.
 */
@Singleton
class OutcomeMeters implements OutcomeListener.ByStream {
  private final Map<String, StreamMeters> byStream;

  @Inject
  OutcomeMeters(EventContract contract, MeterRegistry registry) {
    byStream =
        contract.streams().stream()
            .map(EventStream::name)
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(), stream -> new StreamMeters(stream, registry)));
  }

  @Override
  public OutcomeListener of(EventStream stream) {
    return byStream.get(stream.name());
  }
}
