package dev.streamify.bench.drill;

import java.util.Set;

/** The sink goes on as if nothing had happened, on a table that lacks all that was there. */
final class TableReplaced implements Drill {
  @Override
  public String what() {
    return "the table of a sink is dropped and at once made again while events flow";
  }

  @Override
  public void play(Scene scene) {
    Load load = scene.load();
    scene.awaitLanded(scene.options().events() / 4);
    scene.fault(
        "replace " + Scene.LISTENS.bronzeTable().name(),
        () -> scene.tables().empty(Scene.LISTENS.bronzeTable()));
    load.awaitEnd();
    scene.cluster().batch().run("reconciliation");
    scene.awaitTold(Set.of("EventsMissing"));
    SinkHand hand = new SinkHand(scene);
    long start = System.nanoTime();
    hand.stop();
    hand.fromTheBeginning();
    hand.resume();
    scene.complete("caught up");
    hand.silverAnew();
    scene.took("since the hand began", start);
  }
}
