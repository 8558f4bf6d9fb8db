package dev.streamify.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server's settings.
 *
 * <table>
 * <caption>Environment variables</caption>
 * <tr><td>{@code SPARK_CONNECT_PORT}</td><td>port of Spark Connect, 15002</td></tr>
 * <tr><td>{@code SPARK_CONNECT_HOST}</td><td>address to listen on, 127.0.0.1</td></tr>
 * <tr><td>{@code SPARK_UI_PORT}</td><td>port of the web interface, 4040. It listens on {@code
 *     SPARK_LOCAL_IP} and is off without it, as Spark would show it to every network</td></tr>
 * <tr><td>{@code SPARK_MASTER}</td><td>where work runs, local[*]</td></tr>
 * <tr><td>{@code SPARK_LOCAL_HOSTNAME}</td><td>name under which a cluster's executors reach this
 *     server if it listens on every address, the host's own name</td></tr>
 * <tr><td>{@code STREAMIFY_SPARK_PROPERTIES_FILE}</td><td>Spark's own properties, laid over
 *     everything that is set here; see {@link PropertiesFile}</td></tr>
 * <tr><td>{@code STREAMIFY_SPARK_WORK_DIR}</td><td>scratch folder, a temporary one</td></tr>
 * <tr><td>{@code SPARK_CONNECT_AUTHENTICATE_TOKEN}</td><td>bearer token that clients have to bring,
 *     none</td></tr>
 * <tr><td>{@code STREAMIFY_CATALOG_*}</td><td>properties of the Iceberg catalogue {@code
 *     lakehouse}: {@code __} stands for {@code -}, {@code _} for {@code .}</td></tr>
 * <tr><td>{@code STREAMIFY_EXIT_WITH_STDIN}</td><td>true: end when standard input closes</td></tr>
 * </table>
 *
 * @param host address that Spark Connect listens on
 * @param port its port
 * @param exitWithStdin whether to end when standard input closes
 * @param catalogConfigured whether there is a catalogue to warm up
 * @param token what clients have to bring, as bearer token; Spark reads the variable itself
 * @param spark Spark's own configuration
 */
record ServerSettings(
    String host,
    int port,
    boolean exitWithStdin,
    boolean catalogConfigured,
    Optional<String> token,
    Map<String, String> spark) {
  static final String CATALOG = "lakehouse";

  private static final Pattern MASTER =
      Pattern.compile("local(\\[(\\*|[1-9]\\d*)(,[1-9]\\d*)?])?|(spark|k8s)://\\S+|yarn");

  private static final String CATALOG_VARIABLE = "STREAMIFY_CATALOG_";
  private static final String CATALOG_PREFIX = "spark.sql.catalog." + CATALOG;

  static ServerSettings of(Map<String, String> environment) {
    String host = environment.getOrDefault("SPARK_CONNECT_HOST", "127.0.0.1");
    int port = port(environment, "SPARK_CONNECT_PORT", 15_002);
    Map<String, String> spark = new LinkedHashMap<>(SessionDefaults.ALL);
    spark.put("spark.app.name", "streamify");
    String master = master(environment);
    spark.put("spark.master", master);
    spark.put("spark.driver.host", DriverAddress.of(master, host, environment));
    spark.put("spark.driver.bindAddress", host);
    spark.put("spark.connect.grpc.binding.address", host);
    spark.put("spark.connect.grpc.binding.port", Integer.toString(port));
    spark.put("spark.ui.enabled", Boolean.toString(environment.containsKey("SPARK_LOCAL_IP")));
    spark.put("spark.ui.port", Integer.toString(port(environment, "SPARK_UI_PORT", 4_040)));
    Path work = workFolder(environment);
    spark.put("spark.local.dir", work.toString());
    spark.put("spark.sql.warehouse.dir", work.resolve("spark-warehouse").toUri().toString());
    boolean catalogConfigured = addCatalog(spark, environment);
    spark.putAll(PropertiesFile.read(environment));
    return new ServerSettings(
        host,
        port,
        Boolean.parseBoolean(environment.get("STREAMIFY_EXIT_WITH_STDIN")),
        catalogConfigured,
        token(environment),
        spark);
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return "ServerSettings[%s:%d]".formatted(host, port);
  }

  private static boolean addCatalog(Map<String, String> spark, Map<String, String> environment) {
    Map<String, String> properties = new LinkedHashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(CATALOG_VARIABLE)) {
            properties.put(property(name.substring(CATALOG_VARIABLE.length())), value);
          }
        });
    if (properties.isEmpty()) {
      return false;
    }
    spark.put(CATALOG_PREFIX, "org.apache.iceberg.spark.SparkCatalog");
    // Tables are changed by other processes too: a cached one would be read as it was.
    spark.put(CATALOG_PREFIX + ".cache-enabled", "false");
    spark.put("spark.sql.defaultCatalog", CATALOG);
    properties.forEach((name, value) -> spark.put(CATALOG_PREFIX + "." + name, value));
    return true;
  }

  /** Spark would take an empty one for a token, and lock everybody out. */
  private static Optional<String> token(Map<String, String> environment) {
    Optional<String> token =
        Optional.ofNullable(environment.get("SPARK_CONNECT_AUTHENTICATE_TOKEN"));
    if (token.filter(String::isBlank).isPresent()) {
      throw new UnusableSettingsException(
          "SPARK_CONNECT_AUTHENTICATE_TOKEN is empty: give a token, or unset it");
    }
    return token;
  }

  private static String property(String variable) {
    return variable.toLowerCase(Locale.ROOT).replace("__", "-").replace('_', '.');
  }

  private static String master(Map<String, String> environment) {
    String master = environment.getOrDefault("SPARK_MASTER", "local[*]");
    if (!MASTER.matcher(master).matches()) {
      throw new UnusableSettingsException(
          "SPARK_MASTER is '%s': give local[*], local[N], spark://HOST:PORT, k8s://URL or yarn"
              .formatted(master));
    }
    return master;
  }

  /** Made if it is not there, as Spark would only fail deep inside. */
  private static Path workFolder(Map<String, String> environment) {
    String folder =
        environment.getOrDefault("STREAMIFY_SPARK_WORK_DIR", System.getProperty("java.io.tmpdir"));
    try {
      Path work = Files.createDirectories(Path.of(folder).toAbsolutePath());
      if (Files.isWritable(work)) {
        return work;
      }
    } catch (IOException | InvalidPathException e) {
      // Said below, as for a folder without permission.
    }
    throw new UnusableSettingsException(
        "STREAMIFY_SPARK_WORK_DIR is '%s', which is no folder that can be written to: give another"
            .formatted(folder));
  }

  private static int port(Map<String, String> environment, String name, int otherwise) {
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      return otherwise;
    }
    try {
      int port = Integer.parseInt(value);
      if (port > 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is no port.
    }
    throw new UnusableSettingsException(
        "%s is '%s', which is no port: give a number from 1 to 65535".formatted(name, value));
  }
}
