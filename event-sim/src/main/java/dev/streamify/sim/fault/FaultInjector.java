package dev.streamify.sim.fault;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.sim.event.EventSource;
import dev.streamify.sim.event.RawEvent;
import dev.streamify.sim.event.RawEvent.Kind;
import dev.streamify.sim.random.SimRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * A sequence of events to which happens what happens to events in real life: some come twice, some
 * come broken, some come late. Which and how follows from the seed, so the result is as
 * reproducible as the sequence itself. Entry point of the package.
 *
 * <p>When the length of the sequence is known, the shares are exact: {@code round(share * length)}.
 */
public final class FaultInjector implements EventSource {
  private static final long PURPOSES = -1_000;
  private static final double NEAREST_COPY_SHARE = 0.5;
  private static final int FARTHEST_COPY = 100_000;
  private static final int FARTHEST_MALFORMED = 500;
  private static final double SHORTEST_DELAY_MS = Duration.ofMinutes(2).toMillis();
  private static final double LONGEST_DELAY_MS = Duration.ofDays(3).toMillis();

  /** More late events are not kept in memory: the most urgent one is delivered early then. */
  private static final int MOST_HELD = 50_000;

  private final EventSource source;
  private final FaultShares shares;
  private final Map<String, EventStream> streams = new HashMap<>();
  private final Lottery duplicates;
  private final Lottery malformed;
  private final Lottery late;
  private final SimRandom random;
  private final PriorityQueue<Waiting> extras = new PriorityQueue<>(Waiting.ORDER);
  private final PriorityQueue<Waiting> held = new PriorityQueue<>(Waiting.ORDER);
  private long waited;
  private long delivered;
  private long corrupted;
  private long now = Long.MIN_VALUE;

  /**
   * A record that is delivered later.
   *
   * @param due when: a number of delivered records, or an event time
   * @param number tells apart those that are due together
   * @param twice whether a copy follows
   */
  private record Waiting(long due, long number, RawEvent event, boolean twice) {
    static final Comparator<Waiting> ORDER =
        Comparator.comparingLong(Waiting::due).thenComparingLong(Waiting::number);
  }

  private FaultInjector(EventSource source, FaultShares shares, EventContract contract) {
    this.source = source;
    this.shares = shares;
    contract.streams().forEach(stream -> streams.put(stream.name(), stream));
    OptionalLong length = source.expectedRecords();
    this.duplicates = new Lottery(shares.duplicates(), length, random(shares, 1));
    this.malformed = new Lottery(shares.malformed(), length, random(shares, 2));
    this.late = new Lottery(shares.late(), length, random(shares, 3));
    this.random = random(shares, 4);
  }

  private static SimRandom random(FaultShares shares, int purpose) {
    return SimRandom.of(shares.seed(), PURPOSES - purpose);
  }

  /** The sequence with faults; closing it closes the sequence. */
  public static EventSource wrap(EventSource source, FaultShares shares, EventContract contract) {
    return shares.isNone() ? source : new FaultInjector(source, shares, contract);
  }

  @Override
  public OptionalLong expectedRecords() {
    OptionalLong length = source.expectedRecords();
    return length.isEmpty()
        ? length
        : OptionalLong.of(
            length.getAsLong()
                + Lottery.winners(shares.duplicates(), length.getAsLong())
                + Lottery.winners(shares.malformed(), length.getAsLong()));
  }

  @Override
  public Optional<RawEvent> next() {
    while (true) {
      if (!extras.isEmpty() && extras.element().due() <= delivered) {
        return Optional.of(extras.remove().event());
      }
      if (!held.isEmpty() && (held.element().due() <= now || held.size() > MOST_HELD)) {
        return Optional.of(deliver(held.remove()));
      }
      Optional<RawEvent> next = source.next();
      if (next.isEmpty()) {
        return rest();
      }
      Optional<RawEvent> event = pass(next.get());
      if (event.isPresent()) {
        return event;
      }
    }
  }

  private Optional<RawEvent> rest() {
    if (!held.isEmpty()) {
      return Optional.of(deliver(held.remove()));
    }
    return Optional.ofNullable(extras.poll()).map(Waiting::event);
  }

  /** The event if it comes in time. */
  private Optional<RawEvent> pass(RawEvent event) {
    now = Math.max(now, event.eventTimeMs());
    boolean twice = duplicates.draw();
    if (malformed.draw()) {
      long due = delivered + 1 + random.nextInt(FARTHEST_MALFORMED);
      extras.add(new Waiting(due, waited++, corrupt(event), false));
    }
    Waiting passing = new Waiting(0, 0, event, twice);
    if (late.draw()) {
      long due =
          event.eventTimeMs() + (long) random.logUniform(SHORTEST_DELAY_MS, LONGEST_DELAY_MS);
      held.add(new Waiting(due, waited++, event.as(Kind.LATE), twice));
      return Optional.empty();
    }
    return Optional.of(deliver(passing));
  }

  private RawEvent deliver(Waiting waiting) {
    delivered++;
    if (waiting.twice()) {
      long distance =
          random.chance(NEAREST_COPY_SHARE) ? 0 : (long) random.logUniform(1, FARTHEST_COPY);
      extras.add(
          new Waiting(delivered + distance, waited++, waiting.event().as(Kind.DUPLICATE), false));
    }
    return waiting.event();
  }

  /** Takes one kind after the other, so that all of them occur; some events lack what one needs. */
  private RawEvent corrupt(RawEvent event) {
    Corruption[] kinds = Corruption.values();
    Corruption.Victim victim = new Corruption.Victim(streams.get(event.stream()), event.value());
    Optional<byte[]> value = Optional.empty();
    while (value.isEmpty()) {
      value = kinds[(int) (corrupted++ % kinds.length)].apply(victim, random);
    }
    return new RawEvent(event.stream(), value.get(), event.eventTimeMs(), Kind.MALFORMED);
  }

  @Override
  public void close() {
    source.close();
  }
}
