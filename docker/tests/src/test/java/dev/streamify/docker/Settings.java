package dev.streamify.docker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What somebody would write into {@code .env}, made anew for each start, so that finding a secret
 * anywhere else proves a leak.
 *
 * @param postgres PostgreSQL's password
 * @param minioUser MinIO's user, which is no secret
 * @param minioPassword MinIO's password
 * @param polarisRoot the secret of Polaris' root principal
 * @param spark what clients show Spark
 * @param kafka the password of Kafka's user
 * @param apiKey a key of batch-api
 */
record Settings(
    String postgres,
    String minioUser,
    String minioPassword,
    String polarisRoot,
    String spark,
    String kafka,
    String apiKey) {
  private static final int KEY_BYTES = 32;

  static Settings random() {
    String key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(KEY_BYTES));
    return new Settings(text(), "u" + text(), text(), text(), text(), text(), "sfy_" + key);
  }

  private static String text() {
    return HexFormat.of().formatHex(bytes(12));
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  Map<String, String> variables() {
    return Map.of(
        "POSTGRES_PASSWORD", postgres,
        "MINIO_ROOT_USER", minioUser,
        "MINIO_ROOT_PASSWORD", minioPassword,
        "POLARIS_ROOT_ID", "root",
        "POLARIS_ROOT_SECRET", polarisRoot,
        "GRAFANA_PASSWORD", text(),
        "SPARK_TOKEN", spark,
        "STREAMIFY_API_KEY_SHA256", sha256(apiKey));
  }

  List<String> secrets() {
    return List.of(postgres, minioPassword, polarisRoot, spark, kafka, apiKey);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
