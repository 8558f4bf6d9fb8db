package dev.streamify.spark;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Spark's own properties, as {@code name=value} lines in UTF-8, which are laid over the defaults.
 */
final class PropertiesFile {
  static final String VARIABLE = "STREAMIFY_SPARK_PROPERTIES_FILE";

  /** Both would be read, by different parts of the server. */
  private static final Map<String, String> SET_BY_VARIABLE =
      Map.of(
          "spark.master", "SPARK_MASTER",
          "spark.connect.grpc.binding.address", "SPARK_CONNECT_HOST",
          "spark.connect.grpc.binding.port", "SPARK_CONNECT_PORT",
          "spark.connect.authenticate.token", "SPARK_CONNECT_AUTHENTICATE_TOKEN");

  private PropertiesFile() {}

  /** What the file says, nothing if there is none. No value is ever part of a message. */
  static Map<String, String> read(Map<String, String> environment) {
    String file = environment.getOrDefault(VARIABLE, "");
    if (file.isEmpty()) {
      return Map.of();
    }
    Map<String, String> spark = new TreeMap<>();
    Properties properties = load(file);
    for (String name : properties.stringPropertyNames()) {
      require(file, name);
      spark.put(name, properties.getProperty(name).strip());
    }
    return spark;
  }

  private static Properties load(String file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      properties.load(reader);
    } catch (IOException | InvalidPathException e) {
      throw new UnusableSettingsException(
          "%s is '%s', which cannot be read (%s): give a readable file, or unset it"
              .formatted(VARIABLE, file, e));
    } catch (IllegalArgumentException e) {
      throw new UnusableSettingsException(
          "%s is '%s', which is no properties file (%s): correct it"
              .formatted(VARIABLE, file, e.getMessage()));
    }
    return properties;
  }

  private static void require(String file, String name) {
    if (!name.startsWith("spark.")) {
      throw new UnusableSettingsException(
          "%s, the file of %s, sets '%s', which Spark would ignore: its names start with 'spark.'"
              .formatted(file, VARIABLE, name));
    }
    if (SET_BY_VARIABLE.containsKey(name)) {
      throw new UnusableSettingsException(
          "%s, the file of %s, sets '%s': use the variable %s instead"
              .formatted(file, VARIABLE, name, SET_BY_VARIABLE.get(name)));
    }
  }
}
