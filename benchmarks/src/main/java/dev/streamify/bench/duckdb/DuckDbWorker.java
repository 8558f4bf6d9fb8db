package dev.streamify.bench.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Main class of a JVM that does nothing but run DuckDB, so that its CPU time can be told from that
 * of others: {@code ready VERSION}, then a statement per line on standard input, {@code ok ROWS} or
 * {@code error MESSAGE} per line on standard output. Ends with its input.
 */
public final class DuckDbWorker {
  private DuckDbWorker() {}

  /**
   * Serves statements.
   *
   * @param args number of threads, folder of temporary files
   */
  public static void main(String[] args) throws IOException, SQLException {
    PrintStream answers = new PrintStream(System.out, true, UTF_8);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      statement.execute("SET threads = " + Integer.parseInt(args[0]));
      statement.execute("SET temp_directory = " + DuckDb.literal(args[1]));
      // Spark keeps no order either; with it DuckDB would hold back what it could write.
      statement.execute("SET preserve_insertion_order = false");
      statement.execute("SET TimeZone = 'UTC'");
      try (ResultSet version = statement.executeQuery("SELECT version()")) {
        version.next();
        answers.println("ready " + version.getString(1));
      }
      String request;
      while ((request = requests.readLine()) != null) {
        answers.println(answer(statement, request));
      }
    }
  }

  private static String answer(Statement statement, String request) {
    try {
      return "ok " + statement.executeUpdate(request);
    } catch (SQLException e) {
      return "error " + String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }
  }
}
