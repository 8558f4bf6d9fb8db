package dev.streamify.local.platform;

import dev.streamify.local.base.StackException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.h2.tools.Server;

/**
 * The Iceberg catalogue of a laptop: an H2 database that this JVM serves over TCP, and a warehouse
 * folder.
 */
public final class CatalogServer implements AutoCloseable {
  private final Server server;

  private CatalogServer(Server server) {
    this.server = server;
  }

  /**
   * Serves the database on loopback.
   *
   * @param databaseFolder where H2 keeps its file
   * @param port loopback port
   */
  public static CatalogServer start(Path databaseFolder, int port) {
    // H2 listens on every interface unless told otherwise, and reads that when it first loads.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    try {
      Server server =
          Server.createTcpServer(
              "-tcpPort", Integer.toString(port),
              "-baseDir", databaseFolder.toString(),
              "-ifNotExists", "-tcpDaemon");
      return new CatalogServer(server.start());
    } catch (SQLException e) {
      throw StackException.unusable(
          "the catalogue's database cannot be served on port %d: %s"
              .formatted(port, e.getMessage()),
          e);
    }
  }

  /**
   * Environment that points a process at this catalogue, by the names that every process reads.
   *
   * <p>{@code WRITE_DELAY=0}: H2 would otherwise keep a commit in memory for half a second, and a
   * table commit that was acknowledged must survive a {@code kill -9} of this JVM.
   *
   * @param port loopback port of the database
   * @param warehouse where tables' data and metadata go
   */
  public static Map<String, String> environment(int port, Path warehouse) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("STREAMIFY_CATALOG_CATALOG__IMPL", "org.apache.iceberg.jdbc.JdbcCatalog");
    environment.put(
        "STREAMIFY_CATALOG_URI",
        "jdbc:h2:tcp://127.0.0.1:%d/./catalog;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0"
            .formatted(port));
    environment.put("STREAMIFY_CATALOG_JDBC_USER", "streamify");
    environment.put("STREAMIFY_CATALOG_JDBC_PASSWORD", "");
    environment.put("STREAMIFY_CATALOG_JDBC_SCHEMA__VERSION", "V1");
    environment.put("STREAMIFY_CATALOG_WAREHOUSE", warehouse.toUri().toString());
    environment.put("STREAMIFY_CATALOG_IO__IMPL", "org.apache.iceberg.hadoop.HadoopFileIO");
    return environment;
  }

  @Override
  public void close() {
    server.stop();
  }
}
