package dev.streamify.batch.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/x?user=me&password=hunter2&ssl=true",
        "jdbc:h2:file:./x;USER=sa;PASSWORD=hunter2",
        "jdbc:postgresql://me:hunter2@db/x",
        "https://me:hunter2@host/path",
        "https://hunter2@host/path",
        "postgres://me:a@hunter2@host",
        "sc://spark:15002/;token=hunter2;user_id=7",
        "{\"password\":\"hunter2\",\"a\":1}",
        "{\"password\": \"hunter2 and hunter2\"}",
        "{\\\"client_secret\\\":\\\"hunter2\\\"}",
        "client_secret=hunter2",
        "s3.secret-access-key=hunter2",
        "s3.access-key-id = hunter2",
        "AWS_SECRET_ACCESS_KEY=hunter2",
        "STREAMIFY_CATALOG_CREDENTIAL=root:hunter2",
        "credential: root:hunter2",
        "password : 'hunter2'",
        "passwd=hunter2",
        "pwd=hunter2",
        "passphrase=hunter2",
        "?api_key=hunter2",
        "apiKey=hunter2",
        "?key=hunter2",
        "X-API-Key: hunter2",
        "?X-Amz-Signature=hunter2&X-Amz-Date=1",
        "?X-Amz-Credential=hunter2%2F2026",
        "X-Amz-Security-Token=hunter2",
        "AWS4-HMAC-SHA256 Credential=hunter2/x, SignedHeaders=host, Signature=hunter2",
        "password%3Dhunter2",
        "--password hunter2",
        "CREATE USER x IDENTIFIED BY 'hunter2'",
        "ALTER USER x PASSWORD 'hunter2'",
        "Authorization: Bearer hunter2hunter2hunter2",
        "authorization: basic hunter2hunter2hunter2=",
        "eyJhbGciOiJSUzI1NiJ9.hunter2.hunter2",
        "the key sfy_hunter2hunter2hunter2hunter2",
        "-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----"
      })
  void secretsAreTakenOut(String text) {
    assertThat(Redaction.of(text)).doesNotContain("hunter2").contains("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rows_read=5, unique_key=[event_id]",
        "key columns event_id, event_date",
        "SELECT * FROM lakehouse.streamify.bronze_listen_events WHERE userId = 42",
        "the catalog at https://polaris:8181/api/catalog does not answer",
        "sc://127.0.0.1:15002",
        "me@example.com wrote http://example.com/a?b=c",
        "Kafka partition 0 offset 12345: ok",
        "2026-01-31T09:26:53.589Z"
      })
  void everythingElseStays(String text) {
    assertThat(Redaction.of(text)).isEqualTo(text);
  }

  @Test
  void whatSurroundsASecretStays() {
    assertThat(Redaction.of("jdbc:postgresql://me:pw@db/x?password=p&ssl=true failed"))
        .isEqualTo("jdbc:postgresql://***@db/x?password=***&ssl=true failed");
  }

  @Test
  void longTextsAreCheapWhateverTheyAreMadeOf() {
    List<String> bricks =
        List.of(
            "a",
            "=",
            " ",
            "'",
            "\"",
            "-",
            "--a",
            "://",
            "://a",
            "@",
            "eyJ",
            "eyJaaaaa.",
            ".",
            "password",
            "password ",
            "password'",
            "token=\"",
            "secret: ",
            "sfy_",
            "bearer ",
            "-----BEGIN ",
            "a.b-",
            "key",
            "\\\"");
    for (String brick : bricks) {
      String text = brick.repeat(1_000_000 / brick.length());
      assertTimeout(Duration.ofSeconds(5), () -> Redaction.of(text), "1 MB of " + brick);
    }
  }
}
