package dev.streamify.bench.drill;

import dev.streamify.bench.chaos.Member;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Bronze has the old records; those of the new topic have the same offsets. */
final class RawTopicMadeAnew implements Drill {
  private static final String GROUP = "enrich-streams";

  @Override
  public String what() {
    return "the raw topics are deleted and made again, so that their offsets begin at 0";
  }

  @Override
  public void play(Scene scene) {
    List<String> topics =
        EventContract.standard().streams().stream().map(EventStream::rawTopic).toList();
    scene.load().awaitEnd();
    scene.complete("all in bronze before");
    long rows = scene.landed();
    scene.fault("delete the raw topics", () -> topics.forEach(scene.topics()::delete));
    long start = System.nanoTime();
    SinkHand hand = new SinkHand(scene);
    Member enrichment = scene.cluster().member(GROUP);
    scene.hand("stop enrich-streams", () -> enrichment.process().close());
    hand.bootstrapTopics();
    scene.hand(
        "kafka-consumer-groups.sh --group %s --reset-offsets --to-earliest".formatted(GROUP),
        () ->
            topics.forEach(
                topic -> scene.topics().setGroup(GROUP, scene.topics().at(topic, Instant.EPOCH))));
    scene.hand("start enrich-streams", enrichment::restart);
    scene.begunAnew();
    scene.load().awaitEnd();
    scene.awaitTold(Set.of("OffsetsBackwards"));
    scene.complete("caught up");
    scene.took("since the hand began", start);
    scene.requireRows(rows);
  }
}
