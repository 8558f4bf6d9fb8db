package dev.streamify.batch.engine;

import java.util.List;
import java.util.Map;

/** One run's session. Closing it ends whatever it still executes and releases it. */
public interface EngineSession extends AutoCloseable {
  /**
   * Makes a scan known to later statements under a name.
   *
   * @param name name of the view, in this session only
   * @param scan what it shows
   */
  void view(String name, TableScan scan);

  /**
   * Executes a statement that gives no rows.
   *
   * @throws EngineException when it fails; whether it had an effect is then unknown
   */
  void execute(String sql);

  /**
   * Executes a query.
   *
   * @return its rows, by column name; meant for results of at most some thousand rows
   * @throws EngineException when it fails
   */
  List<Map<String, Object>> query(String sql);

  @Override
  void close();
}
