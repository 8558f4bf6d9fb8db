package dev.streamify.batch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertBookTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Condition DOWN = new Condition(AlertRule.KAFKA_DOWN, "", "away");
  private static final Condition STALLED =
      new Condition(AlertRule.ENRICHMENT_STALLED, "listen_events", "1 waits");

  private final AlertBook book = new AlertBook();
  private final List<Alert> open = new ArrayList<>();

  private AlertBook.Changes look(long second, Condition... conditions) {
    return look(second, Set.of(), conditions);
  }

  private AlertBook.Changes look(long second, Set<AlertRule> unknown, Condition... conditions) {
    AlertBook.Changes changes =
        book.look(List.of(conditions), unknown, open, START.plusSeconds(second));
    open.addAll(changes.opened());
    open.removeIf(alert -> changes.resolved().contains(alert.id()));
    return changes;
  }

  @Test
  void aConditionThatHoldsLongEnoughOpensOneAlert() {
    assertThat(look(0, DOWN).opened()).isEmpty();
    assertThat(look(10, DOWN).opened()).isEmpty();
    assertThat(look(15, DOWN).opened()).extracting(Alert::name).containsExactly("KafkaDown");
    assertThat(look(20, DOWN).opened()).isEmpty();
  }

  @Test
  void aHiccupOpensNone() {
    look(0, DOWN);
    look(10);
    assertThat(look(16, DOWN).opened()).isEmpty();
  }

  @Test
  void anAlertIsOverOnceItsConditionIsGoneForAWhile() {
    look(0, STALLED);
    assertThat(open).hasSize(1);
    assertThat(look(5).resolved()).isEmpty();
    assertThat(look(10, STALLED).resolved()).isEmpty();
    assertThat(look(15).resolved()).isEmpty();
    assertThat(look(25).resolved()).containsExactly("EnrichmentStalled/listen_events");
    assertThat(look(30).resolved()).isEmpty();
  }

  @Test
  void whatNobodyCanTellStaysAsItIs() {
    look(0, STALLED);
    Set<AlertRule> unknown = EnumSet.of(AlertRule.ENRICHMENT_STALLED);
    assertThat(look(5, unknown).resolved()).isEmpty();
    assertThat(look(500, unknown).resolved()).isEmpty();
    assertThat(look(505).resolved()).isEmpty();
    assertThat(look(515).resolved()).hasSize(1);
  }

  @Test
  void whatIsSeenNowIsToldOfAnOpenAlert() {
    look(0, STALLED);
    Condition more = new Condition(AlertRule.ENRICHMENT_STALLED, "listen_events", "9 wait");
    assertThat(look(5, more).causes()).containsEntry("EnrichmentStalled/listen_events", "9 wait");
    assertThat(look(6, STALLED).causes()).isEmpty();
  }

  @Test
  void alertsOfOneRuleAreToldApartByTheirSubject() {
    Condition other = new Condition(AlertRule.ENRICHMENT_STALLED, "auth_events", "1 waits");
    assertThat(look(0, STALLED, other).opened()).hasSize(2);
    look(5, other);
    assertThat(look(15, other).resolved()).containsExactly("EnrichmentStalled/listen_events");
  }
}
