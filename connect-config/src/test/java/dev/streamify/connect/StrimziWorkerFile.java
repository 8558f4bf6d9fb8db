package dev.streamify.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Strimzi's operator adds to the file that it starts workers with: no secrets, but
 * placeholders for what it mounts, with config providers of its own beside those of the resource.
 * Certificates come from a folder here, and not from Kubernetes' API.
 *
 * @param listener where the worker finds the broker
 * @param secrets a folder for what Strimzi mounts
 */
record StrimziWorkerFile(SecureListener listener, Path secrets) {

  /** Puts the secrets where Strimzi mounts them, and returns the properties. */
  String write() throws IOException {
    Files.createDirectories(secrets);
    Files.copy(listener.certificate(), secrets.resolve("ca.crt"));
    Files.writeString(secrets.resolve("password"), SecureListener.PASSWORD);
    String security =
        Stream.of("", "producer.", "consumer.", "admin.")
            .map(prefix -> security().indent(0).replaceAll("(?m)^(?=.)", prefix))
            .collect(Collectors.joining());
    return """
    bootstrap.servers=127.0.0.1:%d
    group.id=strimzi
    config.storage.topic=strimzi-configs
    offset.storage.topic=strimzi-offsets
    status.storage.topic=strimzi-status
    config.providers=env,strimzienv,strimzidir
    config.providers.strimzienv.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider
    config.providers.strimzidir.class=org.apache.kafka.common.config.provider.DirectoryConfigProvider
    config.providers.strimzidir.param.allowed.paths=%s
    """
            .formatted(listener.port(), secrets)
        + security;
  }

  private String security() {
    return """
    security.protocol=SASL_SSL
    ssl.truststore.type=PEM
    ssl.truststore.certificates=${strimzidir:%1$s:ca.crt}
    sasl.mechanism=SCRAM-SHA-512
    sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username=${strimzienv:KAFKA_CONNECT_SASL_USERNAME} password=${strimzidir:%1$s:password};
    """
        .formatted(secrets);
  }

  /** What Strimzi and the resource set in the worker's container. */
  Map<String, String> environment() {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        "127.0.0.1:" + listener.port(),
        "KAFKA_CONNECT_SASL_USERNAME",
        SecureListener.USER);
  }
}
