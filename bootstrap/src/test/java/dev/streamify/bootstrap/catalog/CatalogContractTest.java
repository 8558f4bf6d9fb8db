package dev.streamify.bootstrap.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamify.bootstrap.base.BootstrapException;
import dev.streamify.bootstrap.base.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command {@code catalog} against the recorded contract of Polaris' management API. */
class CatalogContractTest {
  private static final String REAL = "STREAMIFY_TEST_POLARIS_URL";

  @TempDir private Path folder;
  private final Map<String, String> variables = new HashMap<>();
  private RecordedPolaris polaris;
  private Path file;
  private String out = "";
  private String told = "";

  @BeforeEach
  void start() throws IOException {
    polaris = new RecordedPolaris();
    file = folder.resolve("kept/catalog.env");
    variables.put("POLARIS_URL", polaris.url());
    variables.put("POLARIS_ROOT_CREDENTIAL", RecordedPolaris.ROOT.text());
    variables.put("STREAMIFY_BOOTSTRAP_STORAGE_LOCATION", "s3://lake/house");
    variables.put("STREAMIFY_BOOTSTRAP_S3_ENDPOINT", "http://minio:9000");
    variables.put("STREAMIFY_BOOTSTRAP_ENV_FILE", file.toString());
    variables.put("STREAMIFY_BOOTSTRAP_TIMEOUT", "5");
  }

  @AfterEach
  void stop() {
    polaris.close();
  }

  private int run(String... arguments) {
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    int exit =
        new CommandLine(new CatalogCommand(new Environment(variables)))
            .setOut(new PrintWriter(output))
            .setErr(new PrintWriter(errors))
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  if (failure instanceof BootstrapException known) {
                    command.getErr().println(known.getMessage());
                    return known.exitCode();
                  }
                  throw failure;
                })
            .execute(arguments);
    out = output.toString();
    told = errors.toString();
    assertThat(polaris.violations()).as("requests that Polaris would refuse").isEmpty();
    assertThat(out + told).doesNotContain(RecordedPolaris.ROOT.clientSecret());
    return exit;
  }

  private Credential kept() {
    return new CredentialFile(file).read().orElseThrow();
  }

  @Test
  void everything_is_made_from_nothing_and_the_credential_is_kept_for_its_owner_alone()
      throws IOException {
    assertThat(run()).as(told).isZero();

    JsonNode catalog = polaris.realm().entities().get("catalogs/lakehouse").get("catalog");
    assertThat(catalog.at("/properties/default-base-location").asText())
        .isEqualTo("s3://lake/house");
    JsonNode storage = catalog.get("storageConfigInfo");
    assertThat(storage.get("stsUnavailable").asBoolean()).isTrue();
    assertThat(storage.get("pathStyleAccess").asBoolean()).isTrue();
    assertThat(storage.get("endpoint").asText()).isEqualTo("http://minio:9000");
    assertThat(polaris.realm().mayWrite("streamify", "lakehouse")).isTrue();
    assertThat(kept()).isEqualTo(polaris.realm().credential("streamify"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(out + told).doesNotContain(kept().clientSecret());
    assertThat(polaris.catalogRequests())
        .contains("POST lakehouse/namespaces", "POST lakehouse/namespaces/streamify/tables");
  }

  @Test
  void a_second_run_changes_nothing() {
    run();
    Map<String, JsonNode> made = polaris.realm().entities();
    Credential credential = kept();

    assertThat(run()).as(told).isZero();

    assertThat(polaris.realm().entities()).isEqualTo(made);
    assertThat(kept()).isEqualTo(credential).isEqualTo(polaris.realm().credential("streamify"));
  }

  @Test
  void a_run_that_dies_after_any_request_is_completed_by_the_next_one() throws IOException {
    run();
    int whole = polaris.requests();
    Map<String, JsonNode> complete = polaris.realm().entities();

    for (int answered = 1; answered < whole; answered++) {
      stop();
      start();
      variables.put("STREAMIFY_BOOTSTRAP_TIMEOUT", "1");
      Files.deleteIfExists(file);
      polaris.endAfter(answered);
      assertThat(run()).as("after %d requests", answered).isEqualTo(1);

      polaris.endAfter(Integer.MAX_VALUE);
      assertThat(run()).as("after %d requests: %s", answered, told).isZero();
      assertThat(polaris.realm().entities()).isEqualTo(complete);
      assertThat(kept()).isEqualTo(polaris.realm().credential("streamify"));
    }
  }

  @Test
  void a_credential_that_was_lost_or_is_refused_is_replaced_and_kept() throws IOException {
    run();
    Credential first = kept();
    Files.delete(file);

    assertThat(run()).as(told).isZero();
    assertThat(kept()).isNotEqualTo(first).isEqualTo(polaris.realm().credential("streamify"));
    assertThat(out).contains("restart its users");

    Files.writeString(file, "STREAMIFY_CATALOG_CREDENTIAL=somebody:else\n");
    assertThat(run()).as(told).isZero();
    assertThat(kept()).isEqualTo(polaris.realm().credential("streamify"));
  }

  @Test
  void a_credential_that_is_given_becomes_the_principals() {
    variables.remove("STREAMIFY_BOOTSTRAP_ENV_FILE");
    variables.put("STREAMIFY_CATALOG_CREDENTIAL", "mine:chosen-by-me");

    assertThat(run()).as(told).isZero();
    assertThat(run()).as(told).isZero();

    assertThat(polaris.realm().credential("streamify").text()).isEqualTo("mine:chosen-by-me");
    assertThat(out + told).doesNotContain("chosen-by-me");
  }

  @Test
  void without_a_place_for_the_credential_a_lost_one_is_not_replaced() {
    run();
    Credential credential = kept();
    variables.remove("STREAMIFY_BOOTSTRAP_ENV_FILE");

    assertThat(run()).isEqualTo(2);
    assertThat(told).contains("STREAMIFY_CATALOG_CREDENTIAL", "STREAMIFY_BOOTSTRAP_ENV_FILE");
    assertThat(polaris.realm().credential("streamify")).isEqualTo(credential);
  }

  @Test
  void the_credential_is_printed_to_who_asks_for_it_and_nothing_else() {
    assertThat(run("--print-credentials")).as(told).isZero();

    assertThat(out.strip()).isEqualTo("STREAMIFY_CATALOG_CREDENTIAL=" + kept().text());
    assertThat(told).contains("created principal").doesNotContain(kept().clientSecret());
  }

  @Test
  void a_catalogue_that_lies_elsewhere_is_left_there() {
    run();
    Map<String, JsonNode> made = polaris.realm().entities();
    variables.put("STREAMIFY_BOOTSTRAP_STORAGE_LOCATION", "s3://another/place");

    assertThat(run()).isEqualTo(1);
    assertThat(told).contains("s3://lake/house", "s3://another/place");
    assertThat(polaris.realm().entities()).isEqualTo(made);
  }

  @Test
  void a_server_that_is_still_starting_is_waited_for() {
    polaris.startsLate(3);

    assertThat(run()).as(told).isZero();
  }

  @Test
  void a_root_credential_that_is_refused_is_named_without_its_secret() {
    variables.put("POLARIS_ROOT_CREDENTIAL", "root:mistyped");

    assertThat(run()).isEqualTo(1);
    assertThat(told).contains("refuses root:***", "401").doesNotContain("mistyped");
  }

  @Test
  void a_real_polaris_takes_it_twice() {
    String url = System.getenv(REAL);
    assumeThat(url)
        .as(
            "%s is not set: give a Polaris with POLARIS_ROOT_CREDENTIAL and STREAMIFY_BOOTSTRAP_*",
            REAL)
        .isNotNull();
    variables.putAll(System.getenv());
    variables.put("POLARIS_URL", url);
    variables.put("STREAMIFY_BOOTSTRAP_ENV_FILE", file.toString());

    assertThat(run()).as(told).isZero();
    Credential credential = kept();
    assertThat(run()).as(told).isZero();
    assertThat(kept()).isEqualTo(credential);
  }
}
