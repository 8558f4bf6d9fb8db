package dev.streamify.batch.tables;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.streamify.batch.catalog.Lakehouse;
import io.restassured.RestAssured;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;

/** Tables beside the contract's, as the service sees them. */
public final class TestTables {
  private TestTables() {}

  /** Makes a table anew, with small pages, and waits until the service knows it. */
  static Table make(Lakehouse lakehouse, String name, Schema schema) {
    drop(lakehouse, name);
    Table table =
        lakehouse
            .catalog()
            .buildTable(Lakehouse.identifier(name), schema)
            .withProperties(Map.of("format-version", "2", "write.parquet.page-row-limit", "100"))
            .create();
    untilSeen(table, name);
    return table;
  }

  /** Drops a table if it is there. */
  static void drop(Lakehouse lakehouse, String name) {
    lakehouse.catalog().dropTable(Lakehouse.identifier(name), false);
  }

  /** Waits until the service tells of the table as it is now. */
  public static void untilSeen(Table table, String name) {
    table.refresh();
    Optional<String> current =
        Optional.ofNullable(table.currentSnapshot())
            .map(snapshot -> Long.toString(snapshot.snapshotId()));
    await()
        .atMost(20, SECONDS)
        .until(
            () -> {
              var answer = RestAssured.get("/api/v1/tables/" + name);
              return answer.statusCode() == 200
                  && table.uuid().toString().equals(answer.path("detail.table_uuid"))
                  && current.equals(Optional.ofNullable(answer.path("current_snapshot.id")));
            });
  }
}
