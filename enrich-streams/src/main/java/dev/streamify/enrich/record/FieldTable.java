package dev.streamify.enrich.record;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds fields by the bytes of their names, without making a string of them. */
final class FieldTable {
  private final FieldSlot[] slots;
  private final FieldSlot[] buckets;
  private final int mask;

  FieldTable(List<FieldSlot> fields) {
    slots = fields.toArray(FieldSlot[]::new);
    mask = Integer.highestOneBit(Math.max(slots.length, 4)) * 8 - 1;
    buckets = new FieldSlot[mask + 1];
    for (FieldSlot slot : slots) {
      int bucket = hash(slot.name(), 0, slot.name().length) & mask;
      while (buckets[bucket] != null) {
        bucket = (bucket + 1) & mask;
      }
      buckets[bucket] = slot;
    }
  }

  /** All of them, in the contract's order; the array belongs to this object. */
  FieldSlot[] slots() {
    return slots;
  }

  /** The field of that name, null when the contract does not know it: this is the hot path. */
  FieldSlot findOrNull(byte[] bytes, int from, int to) {
    if (from == to) {
      return null;
    }
    for (int bucket = hash(bytes, from, to) & mask;
        buckets[bucket] != null;
        bucket = (bucket + 1) & mask) {
      byte[] name = buckets[bucket].name();
      if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
        return buckets[bucket];
      }
    }
    return null;
  }

  Optional<FieldSlot> find(String name) {
    return Arrays.stream(slots).filter(slot -> slot.field().name().equals(name)).findFirst();
  }

  private static int hash(byte[] bytes, int from, int to) {
    int length = to - from;
    int hash = length * 31 + bytes[from];
    hash = hash * 31 + bytes[from + length / 2];
    hash = hash * 31 + bytes[to - 1];
    return hash ^ hash >>> 7;
  }
}
