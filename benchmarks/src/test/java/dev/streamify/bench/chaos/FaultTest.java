package dev.streamify.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultTest {
  private static final List<String> MEMBERS = List.of("kafka-broker", "connect-1");
  private static final Set<Fault.Kind> ALL = EnumSet.allOf(Fault.Kind.class);

  @Test
  void a_seed_makes_the_same_faults_whenever_it_is_used() {
    assertThat(Fault.plan(7, 30, ALL, MEMBERS))
        .isEqualTo(Fault.plan(7, 30, ALL, MEMBERS))
        .isNotEqualTo(Fault.plan(8, 30, ALL, MEMBERS))
        .hasSize(30);
  }

  @Test
  void every_kind_of_fault_happens_to_every_process_before_any_comes_again() {
    List<Fault> round = Fault.plan(7, 18, ALL, MEMBERS);

    assertThat(round).extracting(Fault::kind).containsAll(ALL);
    assertThat(round)
        .filteredOn(fault -> fault.kind() == Fault.Kind.KILL)
        .extracting(Fault::member)
        .containsExactlyInAnyOrderElementsOf(MEMBERS);
  }

  @Test
  void only_faults_of_the_kinds_that_are_asked_for_happen() {
    assertThat(Fault.plan(7, 9, EnumSet.of(Fault.Kind.FREEZE), MEMBERS))
        .extracting(Fault::kind)
        .containsOnly(Fault.Kind.FREEZE);
  }

  @Test
  void what_is_left_out_changes_nothing_else() {
    Set<Fault.Kind> fewer = EnumSet.complementOf(EnumSet.of(Fault.Kind.DISK_FULL));

    assertThat(Fault.plan(7, 16, fewer, MEMBERS))
        .isEqualTo(
            Fault.plan(7, 18, ALL, MEMBERS).stream()
                .filter(fault -> fault.kind() != Fault.Kind.DISK_FULL)
                .toList());
  }

  @Test
  void a_clock_is_minutes_off_and_no_more_than_ten() {
    assertThat(Fault.plan(3, 50, EnumSet.of(Fault.Kind.CLOCK_SKEW), MEMBERS))
        .allSatisfy(
            fault -> {
              assertThat(fault.member()).isEqualTo("connect-1");
              assertThat(fault.clockOff().abs())
                  .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(10));
            })
        .extracting(fault -> fault.clockOff().isNegative())
        .contains(true, false);
  }
}
