package dev.streamify.bootstrap.catalog;

import dev.streamify.bootstrap.base.BootstrapException;
import dev.streamify.bootstrap.base.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be set up, and where.
 *
 * @param url Polaris' URL, without path
 * @param realm its realm
 * @param root the root principal
 * @param catalog the catalogue's name, which clients call warehouse
 * @param storage where tables lie
 * @param principal the name of the principal that the platform's processes share
 * @param credentialFile where its credential is kept for them
 * @param credential a credential that was made elsewhere, which the principal is to have
 */
record CatalogSettings(
    URI url,
    String realm,
    Credential root,
    String catalog,
    Storage storage,
    String principal,
    Optional<Path> credentialFile,
    Optional<Credential> credential) {
  private static final String PREFIX = "STREAMIFY_BOOTSTRAP_";
  private static final String NAME = "[A-Za-z][A-Za-z0-9_-]{0,63}";

  /**
   * Where tables lie.
   *
   * @param location {@code s3://BUCKET/PATH}
   * @param endpoint of a server that is not AWS
   * @param internalEndpoint as Polaris itself reaches it, where that differs
   * @param region of the bucket
   * @param pathStyle whether buckets are paths, as with most servers that are not AWS
   * @param roleArn the role whose temporary keys Polaris gives to clients
   * @param sts whether there is a token service; without it clients bring keys of their own
   */
  record Storage(
      String location,
      Optional<String> endpoint,
      Optional<String> internalEndpoint,
      String region,
      boolean pathStyle,
      Optional<String> roleArn,
      boolean sts) {}

  static CatalogSettings of(Environment environment) {
    String location =
        environment.required(PREFIX + "STORAGE_LOCATION", "where tables lie, s3://BUCKET/PATH");
    if (!location.matches("s3a?://[^/\\s]+(/\\S*)?")) {
      throw BootstrapException.unusable(
          "%sSTORAGE_LOCATION is '%s': give s3://BUCKET/PATH".formatted(PREFIX, location));
    }
    Optional<String> endpoint = environment.optional(PREFIX + "S3_ENDPOINT");
    Storage storage =
        new Storage(
            location,
            endpoint,
            environment.optional(PREFIX + "S3_ENDPOINT_INTERNAL"),
            environment.optional(PREFIX + "S3_REGION").orElse("us-east-1"),
            environment.flag(PREFIX + "S3_PATH_STYLE", endpoint.isPresent()),
            environment.optional(PREFIX + "S3_ROLE_ARN"),
            environment.flag(PREFIX + "STS", endpoint.isEmpty()));
    String root =
        environment.required("POLARIS_ROOT_CREDENTIAL", "ID:SECRET of the root principal");
    return new CatalogSettings(
        environment.url("POLARIS_URL", "http://127.0.0.1:8181"),
        environment.optional("POLARIS_REALM").orElse("POLARIS"),
        Credential.of("POLARIS_ROOT_CREDENTIAL", root),
        name(environment, PREFIX + "CATALOG", "lakehouse"),
        storage,
        name(environment, PREFIX + "PRINCIPAL", "streamify"),
        environment.optional(PREFIX + "ENV_FILE").map(Path::of),
        environment
            .optional(CredentialFile.VARIABLE)
            .map(text -> Credential.of(CredentialFile.VARIABLE, text)));
  }

  private static String name(Environment environment, String variable, String otherwise) {
    String name = environment.optional(variable).orElse(otherwise);
    if (!name.matches(NAME)) {
      throw BootstrapException.unusable(
          "%s is '%s': give letters, digits, _ and -, beginning with a letter"
              .formatted(variable, name));
    }
    return name;
  }
}
