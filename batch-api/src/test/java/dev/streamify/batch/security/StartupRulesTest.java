package dev.streamify.batch.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartupRulesTest {
  private static final Map<String, String> GOOD =
      Map.of(
          "quarkus.http.host", "0.0.0.0",
          "streamify.batch.database.url", "jdbc:postgresql://db:5432/streamify",
          "streamify.batch.database.user", "batch",
          "streamify.batch.database.password", "q8GZ2m1xV0",
          "streamify.batch.spark.remote", "sc://spark:15002",
          "STREAMIFY_CATALOG_URI", "https://polaris/api/catalog",
          "STREAMIFY_CATALOG_CREDENTIAL", "batch:4kk2ZmW1");

  @Test
  void aLaptopNeedsNoSettings() {
    assertThat(new StartupRules(Map.of(), false).problems(true, List.of())).isEmpty();
  }

  @Test
  void aProductionServiceWithEverythingStarts() {
    assertThat(new StartupRules(GOOD, true).problems(false, List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
  void anOpenServiceListensOnLoopbackOnly(String host) {
    Map<String, String> settings = new TreeMap<>(Map.of("quarkus.http.host", host));
    assertThat(new StartupRules(settings, false).problems(true, List.of()))
        .singleElement()
        .asString()
        .contains(host)
        .contains("keys-file");
    settings.put("streamify.batch.security.allow-anonymous-network", "true");
    assertThat(new StartupRules(settings, false).problems(true, List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.9.9.9"})
  void loopbackHasManyNames(String host) {
    assertThat(new StartupRules(Map.of("quarkus.http.host", host), false).problems(true, List.of()))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "streamify.batch.database.url | jdbc:h2:file:./data | PostgreSQL",
        "streamify.batch.database.url | jdbc:postgresql://db/x?password=hunter2 | secret in its URL",
        "streamify.batch.database.password | postgres | everybody knows",
        "streamify.batch.database.password | ChangeMe | everybody knows",
        "streamify.batch.database.password | batch | everybody knows",
        "streamify.batch.database.password | '' | is empty",
        "STREAMIFY_CATALOG_CREDENTIAL | root:s3cr3t | everybody knows",
        "STREAMIFY_CATALOG_S3_ACCESS__KEY__ID | minioadmin | everybody knows",
        "STREAMIFY_CATALOG_S3_SECRET__ACCESS__KEY | minioadmin | everybody knows",
        "streamify.batch.spark.token | change-me | everybody knows",
        "STREAMIFY_CATALOG_JDBC_PASSWORD | admin | everybody knows",
        "STREAMIFY_CATALOG_URI | https://u:hunter2@polaris/api | secret in its URL",
        "STREAMIFY_CATALOG_URI | jdbc:h2:tcp://h/x;PASSWORD=hunter2 | secret in its URL",
        "streamify.batch.spark.remote | sc://spark:15002/;token=hunter2 | secret in its URL",
        "streamify.batch.security.oidc.issuer | http://id.example/realms/x | https://"
      })
  void productionRefusesWhatIsNotSafeWithoutRepeatingIt(String name, String value, String told) {
    Map<String, String> settings = new TreeMap<>(GOOD);
    settings.put("streamify.batch.security.oidc.audience", "streamify");
    settings.put(name, value);
    assertThat(new StartupRules(settings, true).problems(false, List.of()))
        .singleElement()
        .asString()
        .contains(name)
        .contains(told)
        .doesNotContain("hunter2")
        .doesNotContain("\n");
    assertThat(new StartupRules(settings, false).problems(false, List.of())).isEmpty();
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertThat(
            new StartupRules(Map.of("quarkus.http.host", "0.0.0.0"), true)
                .problems(true, List.of()))
        .hasSize(4);
  }

  @Test
  void theKeyOfTheDocsOpensNothing() {
    ApiKey example = ApiKey.of("me", "admin", StartupRules.EXAMPLE_DIGEST);
    assertThat(new StartupRules(GOOD, true).problems(false, List.of(example)))
        .singleElement()
        .asString()
        .contains("'me'");
  }

  @Test
  void anIssuerNeedsAnAudience() {
    Map<String, String> settings = new TreeMap<>(GOOD);
    settings.put("streamify.batch.security.oidc.issuer", "https://id.example");
    assertThat(new StartupRules(settings, false).problems(false, List.of()))
        .singleElement()
        .asString()
        .contains("audience");
  }
}
