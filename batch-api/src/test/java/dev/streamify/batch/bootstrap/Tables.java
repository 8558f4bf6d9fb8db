package dev.streamify.batch.bootstrap;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.contract.EventContract;

/** Opens the bootstrap to tests of other packages. */
public final class Tables {
  private Tables() {}

  /** Creates the tables of a contract. */
  public static void create(Lakehouse lakehouse, EventContract contract) {
    new TableBootstrap(lakehouse, contract).run();
  }
}
