package dev.streamify.batch.spark;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jboss.logging.Logger;

/**
 * Aggregates over rows that are on their way elsewhere. Spark's server waits a tenth of a second
 * for them when the rows have arrived ({@code Observation.getRowOrEmpty}), and then answers
 * without: one that is busy may not have them yet. Then they are counted again.
 */
final class CountedRows {
  private static final Logger LOG = Logger.getLogger(CountedRows.class);

  private final Map<String, String> aggregates;
  private final Observation observation = new Observation();

  /** Counts these aggregates, in SQL, by name. */
  CountedRows(Map<String, String> aggregates) {
    this.aggregates = new LinkedHashMap<>(aggregates);
  }

  /** The rows, which are counted by whatever is done with them; once only. */
  Dataset<Row> observe(Dataset<Row> rows) {
    Column[] columns = columns();
    return rows.observe(observation, columns[0], rest(columns));
  }

  /**
   * The aggregates by name, when what was done with the rows is done.
   *
   * @param again the same rows: only asked for, and read, when Spark has not told
   */
  Map<String, Object> counts(Supplier<Dataset<Row>> again) throws InterruptedException {
    return complete(observation.getAsJava(), again);
  }

  Map<String, Object> complete(Map<String, Object> told, Supplier<Dataset<Row>> again) {
    if (told.keySet().containsAll(aggregates.keySet())) {
      return told;
    }
    LOG.infof("Spark did not tell %s in time: counting again", aggregates.keySet());
    Column[] columns = columns();
    Row row = again.get().agg(columns[0], rest(columns)).first();
    Map<String, Object> counts = new LinkedHashMap<>();
    aggregates.keySet().forEach(name -> counts.put(name, row.get(row.fieldIndex(name))));
    return counts;
  }

  private Column[] columns() {
    return aggregates.entrySet().stream()
        .map(each -> functions.expr(each.getValue()).as(each.getKey()))
        .toArray(Column[]::new);
  }

  private static Column[] rest(Column[] columns) {
    return Arrays.copyOfRange(columns, 1, columns.length);
  }
}
