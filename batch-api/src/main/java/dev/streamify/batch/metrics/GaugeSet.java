package dev.streamify.batch.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gauges of one name that are set from what was looked at, never by looking while somebody scrapes.
 * All have the same label keys, as Prometheus wants it (micrometer-metrics/micrometer#2095). What
 * is not known is NaN, which no alert's comparison is true of.
 */
final class GaugeSet {
  private final MeterRegistry registry;
  private final String name;
  private final String description;
  private final List<String> keys;
  private final Map<List<String>, AtomicLong> values = new ConcurrentHashMap<>();

  /**
   * No gauge yet.
   *
   * @param name as Micrometer writes it, with its unit at the end
   * @param description what it tells
   * @param keys the labels
   */
  GaugeSet(MeterRegistry registry, String name, String description, String... keys) {
    this.registry = registry;
    this.name = name;
    this.description = description;
    this.keys = List.copyOf(Arrays.asList(keys));
  }

  /** Sets the gauge with these values of the labels. */
  void set(double value, String... labels) {
    values
        .computeIfAbsent(List.copyOf(Arrays.asList(labels)), this::register)
        .set(Double.doubleToRawLongBits(value));
  }

  /** Sets the gauge with these values of the labels; counts up to 2^53 stay exact. */
  void set(long value, String... labels) {
    set((double) value, labels);
  }

  /** What was told before is no longer known. */
  void forget() {
    values.values().forEach(bits -> bits.set(Double.doubleToRawLongBits(Double.NaN)));
  }

  private AtomicLong register(List<String> labels) {
    if (labels.size() != keys.size()) {
      throw new IllegalArgumentException(
          "%s has the labels %s, found %s".formatted(name, keys, labels));
    }
    AtomicLong bits = new AtomicLong(Double.doubleToRawLongBits(Double.NaN));
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      tags.add(Tag.of(keys.get(i), labels.get(i)));
    }
    Gauge.builder(name, bits, each -> Double.longBitsToDouble(each.get()))
        .description(description)
        .tags(tags)
        .strongReference(true)
        .register(registry);
    return bits;
  }
}
