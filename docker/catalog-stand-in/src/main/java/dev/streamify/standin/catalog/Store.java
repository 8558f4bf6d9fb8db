package dev.streamify.standin.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * One JSON document in PostgreSQL, so that it outlives the process.
 *
 * @param url where PostgreSQL is
 * @param user its user
 * @param password the user's password
 */
record Store(String url, String user, String password) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Store open(Map<String, String> environment) throws SQLException {
    Store store =
        new Store(
            environment.get("QUARKUS_DATASOURCE_JDBC_URL"),
            environment.get("QUARKUS_DATASOURCE_USERNAME"),
            environment.get("QUARKUS_DATASOURCE_PASSWORD"));
    try (Connection connection = store.connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS polaris_schema");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS polaris_schema.stand_in (id INT PRIMARY KEY, document TEXT)");
    }
    return store;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  Optional<ObjectNode> read() {
    try (Connection connection = connect();
        PreparedStatement statement =
            connection.prepareStatement("SELECT document FROM polaris_schema.stand_in");
        ResultSet found = statement.executeQuery()) {
      return found.next()
          ? Optional.of((ObjectNode) JSON.readTree(found.getString(1)))
          : Optional.empty();
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("cannot read the realm: " + e.getMessage(), e);
    }
  }

  void write(ObjectNode document) {
    try (Connection connection = connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "INSERT INTO polaris_schema.stand_in VALUES (1, ?)"
                    + " ON CONFLICT (id) DO UPDATE SET document = excluded.document")) {
      statement.setString(1, document.toString());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot write the realm: " + e.getMessage(), e);
    }
  }
}
