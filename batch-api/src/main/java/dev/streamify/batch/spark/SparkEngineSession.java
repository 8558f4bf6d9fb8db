package dev.streamify.batch.spark;

import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.engine.EngineException;
import dev.streamify.batch.engine.EngineListener;
import dev.streamify.batch.engine.EngineSession;
import dev.streamify.batch.engine.TableWrite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.connect.proto.ConfigRequest;
import org.apache.spark.connect.proto.KeyValue;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriterV2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connect.SparkSession;
import org.apache.spark.sql.connect.client.SparkConnectClient;
import org.apache.spark.sql.functions;
import org.jboss.logging.Logger;

/** A Spark Connect session that translates failures and tags whatever it executes. */
final class SparkEngineSession implements EngineSession {
  private static final Logger LOG = Logger.getLogger(SparkEngineSession.class);

  /** What the tag of a correlation id begins with; the run's own tag is the one to interrupt. */
  private static final String CORRELATION = "correlation_";

  private final SparkConnectClient client;
  private final SparkSession session;
  private final String tag;
  private final EngineListener listener;
  private Runnable whenClosed;
  private boolean failed;
  private boolean gone;

  private SparkEngineSession(
      SparkConnectClient client, String tag, EngineListener listener, Runnable whenClosed) {
    this.whenClosed = whenClosed;
    this.client = client;
    this.session = SparkSession.builder().client(client).create();
    this.tag = tag;
    this.listener = listener;
  }

  /** A session as the server has it. */
  static SparkEngineSession of(SparkConnectClient client, String tag) {
    return new SparkEngineSession(client, tag, EngineListener.NOBODY, () -> {});
  }

  /**
   * Configures a new session, in one request; a failure leaves nothing open.
   *
   * @param whenClosed is told once that the session is closed
   */
  static SparkEngineSession configured(
      SparkConnectClient client,
      Engine.Request request,
      Map<String, String> settings,
      Runnable whenClosed) {
    SparkEngineSession configured =
        new SparkEngineSession(client, request.tag(), request.listener(), whenClosed);
    try {
      configured.translated(
          Optional.empty(),
          () -> {
            configured.session.addTag(request.tag());
            request.correlation().ifPresent(id -> configured.session.addTag(CORRELATION + id));
            return client.config(assignment(settings));
          });
      return configured;
    } catch (EngineException e) {
      configured.close();
      throw e;
    }
  }

  private static ConfigRequest.Operation assignment(Map<String, String> settings) {
    ConfigRequest.Set.Builder pairs = ConfigRequest.Set.newBuilder();
    settings.forEach(
        (key, value) -> pairs.addPairs(KeyValue.newBuilder().setKey(key).setValue(value)));
    return ConfigRequest.Operation.newBuilder().setSet(pairs).build();
  }

  @Override
  public void execute(String sql) {
    stated(sql, () -> session.sql(sql).collectAsList());
  }

  @Override
  public Map<String, Object> write(TableWrite write) {
    return stated(
        write.text(),
        () -> {
          CountedRows counted = new CountedRows(write.counts());
          Dataset<Row> observed = counted.observe(session.sql(write.query()));
          Dataset<Row> kept = write.keep().map(observed::where).orElse(observed);
          DataFrameWriterV2<Row> writer =
              kept.select(write.columns().stream().map(functions::col).toArray(Column[]::new))
                  .writeTo(write.target());
          if (write.replaced().isPresent()) {
            writer.overwrite(functions.expr(write.replaced().get()));
          } else {
            writer.append();
          }
          return counted.counts(() -> session.sql(write.query()));
        });
  }

  @Override
  public List<Map<String, Object>> query(String sql) {
    return stated(
        sql,
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

  private <T> T stated(String statement, Callable<T> action) {
    listener.beforeStatement(statement);
    return translated(Optional.of(statement), action);
  }

  // Scala declares no exceptions, but throws checked ones: AnalysisException and SparkException.
  private <T> T translated(Optional<String> statement, Callable<T> action) {
    try {
      return action.call();
    } catch (Exception e) {
      EngineException translated = SparkFailures.translate(e, statement);
      failed = true;
      gone |= translated.kind() == EngineException.Kind.UNAVAILABLE;
      LOG.debugf(e, "%s: Spark failed", tag);
      throw translated;
    }
  }

  @Override
  public void interrupt() {
    try {
      session.interruptTag(tag);
    } catch (Exception e) {
      LOG.debugf(e, "%s: its statement could not be interrupted", tag);
    }
  }

  /** Ends whatever the session executes, by whomever it was started. */
  void interruptEverything() {
    translated(Optional.empty(), client::interruptAll);
  }

  // A session that cannot be released ends on the server by itself; the run's result stands.
  @Override
  public void close() {
    try {
      if (failed && !gone) {
        session.interruptTag(tag);
      }
      // Asking a server that is away would cost the whole patience once more.
      session.releaseSessionOnClose_$eq(!gone);
      session.close();
    } catch (Exception e) {
      LOG.debugf(e, "%s: its Spark session could not be released", tag);
    } finally {
      whenClosed.run();
      whenClosed = () -> {};
    }
  }
}
