package dev.streamify.bench.platform;

import dev.streamify.bench.base.BenchException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.h2.tools.Server;

/** An Iceberg catalogue as the local stack has it: an H2 database that this JVM serves over TCP. */
public final class CatalogServer implements AutoCloseable {
  private final Server server;
  private final TablePlace place;
  private final int clientPort;

  private CatalogServer(Server server, TablePlace place, int clientPort) {
    this.server = server;
    this.place = place;
    this.clientPort = clientPort;
  }

  /** Serves a database of that folder on a free loopback port. */
  public static CatalogServer start(Path folder) {
    return start(folder, 0, 0);
  }

  /**
   * Serves a database of that folder.
   *
   * @param port where it listens; 0 for any
   * @param clientPort where clients are told that it is, as a proxy stands there; 0 for itself
   */
  public static CatalogServer start(Path folder, int port, int clientPort) {
    return start(folder, port, clientPort, TablePlace.folder(folder.resolve("warehouse")));
  }

  /**
   * Serves a database of that folder.
   *
   * @param port where it listens; 0 for any
   * @param clientPort where clients are told that it is, as a proxy stands there; 0 for itself
   * @param place where the tables lie
   */
  public static CatalogServer start(Path folder, int port, int clientPort, TablePlace place) {
    // H2 listens on every interface unless told otherwise, and reads that when it first loads.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    try {
      Server server =
          Server.createTcpServer(
              "-tcpPort",
              Integer.toString(port),
              "-baseDir",
              folder.toString(),
              "-ifNotExists",
              "-tcpDaemon");
      return new CatalogServer(server.start(), place, clientPort);
    } catch (SQLException e) {
      throw BenchException.failed("the catalogue cannot be served: " + e.getMessage(), e);
    }
  }

  /** What points a process at this catalogue, by the names that every process reads. */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    properties(clientPort == 0 ? server.getPort() : clientPort, place.ofServices())
        .forEach(
            (name, value) ->
                environment.put(
                    "STREAMIFY_CATALOG_"
                        + name.replace("-", "__").replace('.', '_').toUpperCase(Locale.ROOT),
                    value));
    return environment;
  }

  /** The same as Iceberg's catalog properties, past any proxy. */
  public Map<String, String> properties() {
    return properties(server.getPort(), place.ofCounting());
  }

  private static Map<String, String> properties(int port, Map<String, String> place) {
    Map<String, String> properties = new LinkedHashMap<>(place);
    properties.put("catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog");
    properties.put(
        "uri",
        "jdbc:h2:tcp://127.0.0.1:%d/./catalog;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0"
            .formatted(port));
    properties.put("jdbc.user", "streamify");
    properties.put("jdbc.password", "");
    properties.put("jdbc.schema-version", "V1");
    return properties;
  }

  @Override
  public void close() {
    server.stop();
  }
}
