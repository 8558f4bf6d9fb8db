package dev.streamify.bench.drill;

import java.util.Set;

/** The sink fails, as it finds no table. */
final class TableDropped implements Drill {
  @Override
  public String what() {
    return "the table of a sink is dropped with its files while events flow";
  }

  @Override
  public void play(Scene scene) {
    Load load = scene.load();
    scene.awaitLanded(scene.options().events() / 4);
    scene.fault(
        "drop " + Scene.LISTENS.bronzeTable().name(),
        () -> scene.tables().drop(Scene.LISTENS.bronzeTable()));
    scene.awaitTold(Set.of("SinkFailed", "SinkStalled"));
    SinkHand hand = new SinkHand(scene);
    long start = System.nanoTime();
    hand.stop();
    hand.restartBatchApi();
    hand.fromTheBeginning();
    hand.resume();
    scene.complete("caught up");
    load.awaitEnd();
    scene.complete("all in bronze");
    hand.silverAnew();
    scene.took("since the hand began", start);
  }
}
