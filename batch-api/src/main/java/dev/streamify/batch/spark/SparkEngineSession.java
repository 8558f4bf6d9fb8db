package dev.streamify.batch.spark;

import dev.streamify.batch.engine.EngineException;
import dev.streamify.batch.engine.EngineSession;
import dev.streamify.batch.engine.TableWrite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriterV2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connect.SparkSession;
import org.apache.spark.sql.functions;
import org.jboss.logging.Logger;

/** A Spark Connect session that translates failures and tags whatever it executes. */
final class SparkEngineSession implements EngineSession {
  private static final Logger LOG = Logger.getLogger(SparkEngineSession.class);

  private final SparkSession session;
  private final String runId;
  private boolean failed;
  private boolean gone;

  private SparkEngineSession(SparkSession session, String runId) {
    this.session = session;
    this.runId = runId;
  }

  /** Configures a new session; a failure leaves nothing open. */
  static SparkEngineSession configured(
      SparkSession session, String runId, Map<String, String> settings) {
    SparkEngineSession configured = new SparkEngineSession(session, runId);
    try {
      configured.translated(
          () -> {
            session.addTag(runId);
            settings.forEach((key, value) -> session.conf().set(key, value));
            return session;
          });
      return configured;
    } catch (EngineException e) {
      configured.close();
      throw e;
    }
  }

  @Override
  public void execute(String sql) {
    translated(() -> session.sql(sql).collectAsList());
  }

  @Override
  public Map<String, Object> write(TableWrite write) {
    return translated(
        () -> {
          Observation counted = new Observation();
          Column[] counts =
              write.counts().entrySet().stream()
                  .map(count -> functions.expr(count.getValue()).as(count.getKey()))
                  .toArray(Column[]::new);
          Dataset<Row> observed =
              session
                  .sql(write.query())
                  .observe(counted, counts[0], Arrays.copyOfRange(counts, 1, counts.length));
          Dataset<Row> kept = write.keep().map(observed::where).orElse(observed);
          DataFrameWriterV2<Row> writer =
              kept.select(write.columns().stream().map(functions::col).toArray(Column[]::new))
                  .writeTo(write.target());
          if (write.replaced().isPresent()) {
            writer.overwrite(functions.expr(write.replaced().get()));
          } else {
            writer.append();
          }
          return counted.getAsJava();
        });
  }

  @Override
  public List<Map<String, Object>> query(String sql) {
    return translated(
        () -> {
          List<Map<String, Object>> rows = new ArrayList<>();
          session.sql(sql).collectAsList().forEach(row -> rows.add(byName(row)));
          return rows;
        });
  }

  private static Map<String, Object> byName(Row row) {
    Map<String, Object> values = new LinkedHashMap<>();
    String[] names = row.schema().fieldNames();
    for (int i = 0; i < names.length; i++) {
      values.put(names[i], row.get(i));
    }
    return values;
  }

  // Scala declares no exceptions, but throws checked ones: AnalysisException and SparkException.
  private <T> T translated(Callable<T> action) {
    try {
      return action.call();
    } catch (Exception e) {
      EngineException translated = SparkFailures.translate(e);
      failed = true;
      gone |= translated.kind() == EngineException.Kind.UNAVAILABLE;
      LOG.debugf(e, "Run %s: Spark failed", runId);
      throw translated;
    }
  }

  // A session that cannot be released ends on the server by itself; the run's result stands.
  @Override
  public void close() {
    try {
      if (failed && !gone) {
        session.interruptTag(runId);
      }
      // Asking a server that is away would cost the whole patience once more.
      session.releaseSessionOnClose_$eq(!gone);
      session.close();
    } catch (Exception e) {
      LOG.debugf(e, "Run %s: its Spark session could not be released", runId);
    }
  }
}
