package dev.streamify.bench.platform;

import dev.streamify.bench.base.BenchException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.h2.tools.Server;

/** An Iceberg catalogue as the local stack has it: an H2 database that this JVM serves over TCP. */
final class CatalogServer implements AutoCloseable {
  private final Server server;
  private final Path folder;

  private CatalogServer(Server server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /** Serves a database of that folder on a free loopback port. */
  static CatalogServer start(Path folder) {
    // H2 listens on every interface unless told otherwise, and reads that when it first loads.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    try {
      Server server =
          Server.createTcpServer(
              "-tcpPort", "0", "-baseDir", folder.toString(), "-ifNotExists", "-tcpDaemon");
      return new CatalogServer(server.start(), folder);
    } catch (SQLException e) {
      throw BenchException.failed("the catalogue cannot be served: " + e.getMessage(), e);
    }
  }

  /** What points a process at this catalogue, by the names that every process reads. */
  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    properties()
        .forEach(
            (name, value) ->
                environment.put(
                    "STREAMIFY_CATALOG_"
                        + name.replace("-", "__").replace('.', '_').toUpperCase(Locale.ROOT),
                    value));
    return environment;
  }

  /** The same as Iceberg's catalog properties. */
  Map<String, String> properties() {
    return Map.of(
        "catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog",
        "uri",
            "jdbc:h2:tcp://127.0.0.1:%d/./catalog;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0"
                .formatted(server.getPort()),
        "warehouse", folder.resolve("warehouse").toUri().toString(),
        "io-impl", "org.apache.iceberg.hadoop.HadoopFileIO",
        "jdbc.user", "streamify",
        "jdbc.password", "",
        "jdbc.schema-version", "V1");
  }

  @Override
  public void close() {
    server.stop();
  }
}
