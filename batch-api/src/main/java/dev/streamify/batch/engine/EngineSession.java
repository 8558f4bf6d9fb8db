package dev.streamify.batch.engine;

import java.util.List;
import java.util.Map;

/** One run's session. Closing it ends whatever it still executes and releases it. */
public interface EngineSession extends AutoCloseable {
  /**
   * Executes a statement that gives no rows.
   *
   * @throws EngineException when it fails; whether it had an effect is then unknown
   */
  void execute(String sql);

  /**
   * Writes a query's result to a table, in one commit.
   *
   * @return the counts, by name
   * @throws EngineException when it fails; whether it had an effect is then unknown
   */
  Map<String, Object> write(TableWrite write);

  /**
   * Executes a query.
   *
   * @return its rows, by column name; meant for results of at most some thousand rows
   * @throws EngineException when it fails
   */
  List<Map<String, Object>> query(String sql);

  /** Ends whatever it executes just now, from another thread; that thread sees CANCELLED. */
  void interrupt();

  @Override
  void close();
}
