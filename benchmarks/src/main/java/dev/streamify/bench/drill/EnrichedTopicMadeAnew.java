package dev.streamify.bench.drill;

import dev.streamify.bench.chaos.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** What was enriched and had not landed is gone with the topic, and has to be enriched again. */
final class EnrichedTopicMadeAnew implements Drill {
  private static final String GROUP = "enrich-streams";
  private static final Duration FAR_ENOUGH = Duration.ofMinutes(2);

  @Override
  public String what() {
    return "an enriched topic is deleted while events flow, and made again";
  }

  @Override
  public void play(Scene scene) {
    Load load = scene.load();
    scene.awaitLanded(scene.options().events() / 4);
    Instant before = scene.now();
    scene.fault(
        "delete " + Scene.LISTENS.enrichedTopic(),
        () -> scene.topics().delete(Scene.LISTENS.enrichedTopic()));
    scene.awaitTold(
        Set.of(
            "EnrichmentStalled",
            "EnrichmentLate",
            "SinkStalled",
            "SinkFailed",
            "SinkLate",
            "CoordinatorCount"));
    SinkHand hand = new SinkHand(scene);
    Member enrichment = scene.cluster().member(GROUP);
    long start = System.nanoTime();
    scene.hand("stop enrich-streams", () -> enrichment.process().close());
    hand.stop();
    hand.bootstrapTopics();
    hand.fromTheBeginning();
    Instant from = before.minus(FAR_ENOUGH);
    scene.hand(
        "kafka-consumer-groups.sh --group %s --topic %s --reset-offsets --to-datetime %s"
            .formatted(GROUP, Scene.LISTENS.rawTopic(), from),
        () -> scene.topics().setGroup(GROUP, scene.topics().at(Scene.LISTENS.rawTopic(), from)));
    scene.hand("start enrich-streams", enrichment::restart);
    hand.resume();
    scene.complete("caught up");
    scene.took("since the hand began", start);
    load.awaitEnd();
  }
}
