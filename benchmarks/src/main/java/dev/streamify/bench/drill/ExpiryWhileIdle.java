package dev.streamify.bench.drill;

import dev.streamify.bench.platform.BatchClient;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.TableDefinition;
import java.util.List;

/**
 * A sink finds in its table's snapshots up to where it has committed: those that know it must
 * outlive an expiry of everything else.
 */
final class ExpiryWhileIdle implements Drill {
  private static final String EVERYTHING = "{\"mode\":\"full\"}";
  private static final List<String> WORKERS = List.of("connect-1", "connect-2");

  @Override
  public String what() {
    return "all files of all tables are rewritten and all snapshots expired while nothing flows,"
        + " then both Connect workers are killed, then events flow again";
  }

  @Override
  public void play(Scene scene) {
    scene.load().awaitEnd();
    scene.complete("all in bronze before");
    BatchClient batch = scene.cluster().batch();
    batch.run("silver");
    scene.fault(
        "compaction and expiry of everything",
        () -> {
          for (TableDefinition table : EventContract.standard().tables()) {
            batch.run("rewrite_data_files_" + table.name(), EVERYTHING);
            batch.run("expire_snapshots_" + table.name(), EVERYTHING);
          }
        });
    scene.fault(
        "kill " + WORKERS,
        () -> {
          WORKERS.forEach(worker -> scene.cluster().member(worker).kill());
          WORKERS.forEach(worker -> scene.cluster().member(worker).restart());
        });
    Load load = scene.load();
    load.awaitEnd();
    scene.complete("caught up");
  }
}
