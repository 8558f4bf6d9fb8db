package dev.streamify.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Kafka takes nobody without TLS and a password, the S3 server speaks TLS only; and how their
 * clients are set up. Keys are made by the JDK's keytool for this start.
 *
 * @param folder where the key and trust stores are, readable for containers
 * @param password of the user {@code streamify}
 */
record Encryption(Path folder, String password) {
  /** Where containers find the folder. */
  static final String MOUNT = "/etc/streamify/tls";

  private static final String STORE_PASSWORD = "of-no-use-to-anybody";

  static Encryption in(Path folder, String password) {
    Encryption encryption = new Encryption(folder, password);
    try {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      encryption.makeStores();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return encryption;
  }

  private void makeStores() throws IOException {
    for (String host : List.of("kafka", "minio")) {
      keytool(
          "-genkeypair",
          "-alias",
          host,
          "-keyalg",
          "EC",
          "-dname",
          "CN=" + host,
          "-validity",
          "2",
          "-ext",
          "SAN=dns:" + host + ",dns:localhost",
          "-keystore",
          host + ".p12");
      keytool(
          "-exportcert",
          "-rfc",
          "-alias",
          host,
          "-keystore",
          host + ".p12",
          "-file",
          host + ".crt");
      keytool(
          "-importcert",
          "-noprompt",
          "-alias",
          host,
          "-keystore",
          "trust.p12",
          "-file",
          host + ".crt");
    }
    for (String store : List.of("kafka.p12", "minio.p12", "minio.crt", "trust.p12")) {
      Files.setPosixFilePermissions(
          folder.resolve(store), PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  private void keytool(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", STORE_PASSWORD));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("keytool.log").toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new AssertionError(command + Files.readString(folder.resolve("keytool.log")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making keys", e);
    }
  }

  /**
   * What the broker gets beyond docker-compose.yml: its listener for the network speaks TLS only.
   */
  Map<String, String> broker() {
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
        "INTERNAL:SASL_SSL,HOST:SASL_SSL,CONTROLLER:PLAINTEXT");
    settings.put("KAFKA_SASL_ENABLED_MECHANISMS", "PLAIN");
    settings.put("KAFKA_SASL_MECHANISM_INTER_BROKER_PROTOCOL", "PLAIN");
    for (String listener : List.of("INTERNAL", "HOST")) {
      settings.put(
          "KAFKA_LISTENER_NAME_" + listener + "_PLAIN_SASL_JAAS_CONFIG",
          jaas() + " user_streamify=\"" + password + "\";");
    }
    settings.put("KAFKA_SSL_KEYSTORE_LOCATION", MOUNT + "/kafka.p12");
    settings.put("KAFKA_SSL_KEYSTORE_PASSWORD", STORE_PASSWORD);
    settings.put("KAFKA_SSL_KEY_PASSWORD", STORE_PASSWORD);
    settings.put("KAFKA_SSL_TRUSTSTORE_LOCATION", MOUNT + "/trust.p12");
    settings.put("KAFKA_SSL_TRUSTSTORE_PASSWORD", STORE_PASSWORD);
    return settings;
  }

  /** What every client gets, as docs/encryption.md says. */
  Map<String, String> client() {
    return Map.of(
        "STREAMIFY_KAFKA_SECURITY_PROTOCOL",
        "SASL_SSL",
        "STREAMIFY_KAFKA_SASL_MECHANISM",
        "PLAIN",
        "STREAMIFY_KAFKA_SASL_JAAS_CONFIG",
        jaas() + ";",
        "STREAMIFY_KAFKA_SSL_TRUSTSTORE_LOCATION",
        MOUNT + "/trust.p12",
        "STREAMIFY_KAFKA_SSL_TRUSTSTORE_PASSWORD",
        STORE_PASSWORD);
  }

  /** What the S3 server gets beyond docker-compose.yml. */
  Map<String, String> s3Server() {
    return Map.of(
        "STAND_IN_KEYSTORE", MOUNT + "/minio.p12",
        "STAND_IN_KEYSTORE_PASSWORD", STORE_PASSWORD,
        "STAND_IN_CA", MOUNT + "/minio.crt");
  }

  /** What those get who read and write tables. */
  Map<String, String> s3Client() {
    return Map.of("STREAMIFY_CATALOG_S3_ENDPOINT", "https://minio:9000", "JAVA_OPTS", trust());
  }

  /** What the catalogue gets, which writes metadata. */
  Map<String, String> catalogServer() {
    return Map.of("STAND_IN_S3_ENDPOINT", "https://minio:9000", "JAVA_TOOL_OPTIONS", trust());
  }

  private static String trust() {
    return "-Djavax.net.ssl.trustStore=%s/trust.p12 -Djavax.net.ssl.trustStorePassword=%s"
        .formatted(MOUNT, STORE_PASSWORD);
  }

  private String jaas() {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required"
        + " username=\"streamify\" password=\""
        + password
        + "\"";
  }
}
