package dev.streamify.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A broker's listener that speaks SASL_SSL, with a certificate made at run time and one user.
 *
 * @param port on 127.0.0.1
 * @param keyStore the broker's key, PKCS12
 * @param certificate what a client has to trust, PEM
 */
record SecureListener(int port, Path keyStore, Path certificate) {
  /** The user's password, and the key store's. */
  static final String PASSWORD = "made-for-this-test";

  static final String USER = "connect";
  private static final String MECHANISM = "SCRAM-SHA-512";
  private static final String LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule";

  /** Makes key and certificate in the folder with the JDK's own tool. */
  static SecureListener create(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path keyStore = folder.resolve("broker.p12");
    Path certificate = folder.resolve("ca.crt");
    keytool(
        keyStore,
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=broker",
        "-ext",
        "san=ip:127.0.0.1");
    keytool(keyStore, "-exportcert", "-rfc", "-file", certificate.toString());
    return new SecureListener(FreePorts.next(), keyStore, certificate);
  }

  private static void keytool(Path keyStore, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "broker", "-keystore", keyStore.toString()));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Path log = keyStore.resolveSibling("keytool.log");
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException("keytool ended with " + exit + ": " + Files.readString(log));
    }
  }

  /** For the broker's format. */
  List<String> users() {
    return List.of(MECHANISM + "=[name=" + USER + ",password=" + PASSWORD + "]");
  }

  /** Adds it to a broker's settings. */
  void addTo(Map<String, String> settings) {
    settings.merge("listeners", ",SECURED://127.0.0.1:" + port, String::concat);
    settings.merge("advertised.listeners", ",SECURED://127.0.0.1:" + port, String::concat);
    settings.merge("listener.security.protocol.map", ",SECURED:SASL_SSL", String::concat);
    settings.put("listener.name.secured.sasl.enabled.mechanisms", MECHANISM);
    settings.put("listener.name.secured.scram-sha-512.sasl.jaas.config", LOGIN + " required;");
    settings.put("listener.name.secured.ssl.keystore.type", "PKCS12");
    settings.put("listener.name.secured.ssl.keystore.location", keyStore.toString());
    settings.put("listener.name.secured.ssl.keystore.password", PASSWORD);
    settings.put("listener.name.secured.ssl.key.password", PASSWORD);
  }

  /** What a process of the platform is told to reach it. */
  Map<String, String> environment() {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        "127.0.0.1:" + port,
        "STREAMIFY_KAFKA_SECURITY_PROTOCOL",
        "SASL_SSL",
        "STREAMIFY_KAFKA_SASL_MECHANISM",
        MECHANISM,
        "STREAMIFY_KAFKA_SASL_JAAS_CONFIG",
        "%s required username=\"%s\" password=\"%s\";".formatted(LOGIN, USER, PASSWORD),
        "STREAMIFY_KAFKA_SSL_TRUSTSTORE_TYPE",
        "PEM",
        "STREAMIFY_KAFKA_SSL_TRUSTSTORE_LOCATION",
        certificate.toString());
  }
}
