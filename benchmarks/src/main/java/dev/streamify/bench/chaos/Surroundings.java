package dev.streamify.bench.chaos;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can go wrong on this machine.
 *
 * @param kinds what was asked for and is possible
 * @param clock what shifts clocks, if that was asked for and is possible
 * @param leftOut what was asked for and is not possible, and why
 */
record Surroundings(Set<Fault.Kind> kinds, Optional<SkewedClock> clock, List<String> leftOut) {

  /** Tries it out. */
  static Surroundings of(ChaosOptions options) {
    Set<Fault.Kind> kinds = EnumSet.noneOf(Fault.Kind.class);
    kinds.addAll(options.kinds());
    List<String> leftOut = new ArrayList<>();
    if (options.storage() != ChaosOptions.StorageKind.S3) {
      Fault.Kind.OF_S3.stream()
          .filter(kinds::remove)
          .forEach(kind -> leftOut.add(kind + ": tables are not on S3"));
    }
    if (kinds.contains(Fault.Kind.DISK_FULL)) {
      SmallDisk.impossible(options.folder())
          .ifPresent(
              reason -> {
                kinds.remove(Fault.Kind.DISK_FULL);
                leftOut.add("DISK_FULL: no small disk can be mounted here: " + reason);
              });
    }
    Optional<SkewedClock> clock =
        kinds.contains(Fault.Kind.CLOCK_SKEW) ? SkewedClock.find() : Optional.empty();
    if (clock.isEmpty() && kinds.remove(Fault.Kind.CLOCK_SKEW)) {
      leftOut.add("CLOCK_SKEW: libfaketime (Debian's package faketime) is not installed");
    }
    return new Surroundings(Set.copyOf(kinds), clock, List.copyOf(leftOut));
  }
}
