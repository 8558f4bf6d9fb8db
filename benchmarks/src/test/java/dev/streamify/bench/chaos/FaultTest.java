package dev.streamify.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultTest {
  private static final List<String> MEMBERS = List.of("broker", "worker");
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
    List<Fault> round = Fault.plan(7, 10, ALL, MEMBERS);

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
}
