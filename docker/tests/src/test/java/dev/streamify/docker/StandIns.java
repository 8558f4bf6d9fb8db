package dev.streamify.docker;

import java.util.Map;

/** What takes the place of other people's images. */
final class StandIns {
  /** Stand-ins by services. */
  static final Map<String, String> SERVICES =
      Map.of(
          "kafka", "kafka",
          "postgres", "postgres",
          "minio", "minio",
          "minio-bucket", "mc",
          "polaris-realm", "polaris-admin",
          "polaris", "polaris");

  /** Stand-ins by the variables of docker-compose.yml that choose images. */
  static final Map<String, String> VARIABLES =
      Map.of(
          "KAFKA_IMAGE", "kafka",
          "POSTGRES_IMAGE", "postgres",
          "MINIO_IMAGE", "minio",
          "MC_IMAGE", "mc",
          "POLARIS_ADMIN_IMAGE", "polaris-admin",
          "POLARIS_IMAGE", "polaris");

  private StandIns() {}
}
