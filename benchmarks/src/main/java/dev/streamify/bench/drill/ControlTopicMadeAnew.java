package dev.streamify.bench.drill;

import dev.streamify.contract.SinkDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What a sink's tasks have written and told, and the coordinator has not committed, is gone with
 * the topic; and of the new one the table's snapshots say that it was committed already.
 */
final class ControlTopicMadeAnew implements Drill {
  private static final Duration FAR_ENOUGH = Duration.ofMinutes(2);

  @Override
  public String what() {
    return "the control topic of a sink is deleted and made again while events flow";
  }

  @Override
  public void play(Scene scene) {
    SinkDefinition sink = Scene.LISTENS.bronzeSink();
    Load load = scene.load();
    scene.awaitLanded(scene.options().events() / 4);
    Instant before = scene.now();
    scene.fault(
        "delete " + sink.controlTopic() + " and make it again",
        () -> {
          scene.topics().delete(sink.controlTopic());
          scene.cluster().services().bootstrap("topics", Map.of());
        });
    scene.awaitTold(Set.of("OffsetsBackwards", "SinkFloorAhead", "SinkStalled", "SinkFailed"));
    SinkHand hand = new SinkHand(scene);
    long start = System.nanoTime();
    hand.stop();
    hand.anotherControlTopic(sink.controlTopic() + "_2");
    hand.from(before.minus(FAR_ENOUGH));
    hand.resume();
    scene.complete("caught up");
    load.awaitEnd();
    scene.complete("all in bronze");
    hand.silverAnew();
    scene.took("since the hand began", start);
  }
}
