package dev.streamify.batch.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no decent client would let through are written to the socket. */
@QuarkusTest
@QuarkusTestResource(CatalogResource.class)
class EdgesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /nowhere                            | 404 | not-found",
        "GET /api                                | 404 | not-found",
        "GET /q/nowhere                          | 404 | not-found",
        "GET /api/v1/tables/%ff%fe               | 400 | invalid-request",
        "GET /api/v1/tables/a%00b                | 400 | invalid-request",
        "GET /api/v1/tables/a%0d%0ab             | 400 | invalid-request",
        "GET //api/v1/tables                     | 400 | invalid-request",
        "GET /api/v1/../v1/tables                | 400 | invalid-request",
        "GET /api/v1/%2e%2e/v1/tables            | 400 | invalid-request",
        "GET /api/v1/tables;jsessionid=1         | 400 | invalid-request",
        "GET /api/v1/runs?state=%ff              | 400 | invalid-request",
        "GET /api/v1/runs?state=%00              | 400 | invalid-request",
        "GET /api/v1/jobs?token=abc              | 400 | invalid-request",
        "TRACE /api/v1/tables                    | 405 | method-not-allowed",
        "BREW /api/v1/tables                     | 405 | method-not-allowed",
        "CONNECT /api/v1/tables                  | 405 | method-not-allowed",
        "PATCH /api/v1/tables                    | 405 | method-not-allowed"
      })
  void oddRequestsAreProblems(String line, int status, String code) throws IOException {
    assertProblem(raw(line.strip() + " HTTP/1.1\r\nHost: a\r\n", ""), status, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Accept: text/csv                | 406 | not-acceptable",
        "Accept: garbage                 | 406 | not-acceptable",
        "Content-Encoding: gzip          | 415 | unsupported-media-type"
      })
  void oddHeadersAreProblems(String header, int status, String code) throws IOException {
    assertProblem(
        raw("GET /api/v1/tables HTTP/1.1\r\nHost: a\r\n" + header.strip() + "\r\n", ""),
        status,
        code);
  }

  @Test
  void whatIsTooLongIsAProblem() throws IOException {
    String target = "/api/v1/tables?x=" + "a".repeat(9_000);
    assertProblem(raw("GET " + target + " HTTP/1.1\r\nHost: a\r\n", ""), 414, "uri-too-long");
    assertProblem(
        raw("GET /api/v1/tables HTTP/1.1\r\nHost: a\r\nX-Long: " + "a".repeat(17_000) + "\r\n", ""),
        431,
        "headers-too-large");
    assertThat(raw("GET /" + "a".repeat(200_000) + " HTTP/1.1\r\nHost: a\r\n", ""))
        .contains(" 414 ");
  }

  @Test
  void aBodyThatIsTooLargeIsAProblemHoweverItIsSent() throws IOException {
    String start =
        "POST /api/v1/jobs/reconciliation/runs HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
    String body = " ".repeat(70_000);
    assertProblem(raw(start + "Content-Length: 70000\r\n", body), 413, "too-large");
    String chunks = "11170\r\n" + body + "\r\n0\r\n\r\n";
    assertProblem(raw(start + "Transfer-Encoding: chunked\r\n", chunks), 413, "too-large");
  }

  @Test
  void typesThatAreNotJsonInUtf8AreProblems() throws IOException {
    for (String type : List.of("nonsense", "application/json; charset=utf-16")) {
      assertProblem(
          raw(
              "POST /api/v1/jobs/reconciliation/runs HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Type: "
                  + type
                  + "\r\n",
              "{}"),
          415,
          "unsupported-media-type");
    }
  }

  @Test
  void bodiesThatAreNotUtf8OrAreAbsurdlyDeepAreProblems() throws IOException {
    byte[] latin = "{\"mode\":\"f\u00fcll\"}".getBytes(StandardCharsets.ISO_8859_1);
    given()
        .contentType("application/json")
        .body(latin)
        .post("/api/v1/jobs/reconciliation/runs")
        .then()
        .statusCode(400)
        .body("detail", equalTo("the body is not UTF-8"));
    String deep = "[".repeat(10_000) + "]".repeat(10_000);
    assertProblem(
        raw(
            "POST /api/v1/jobs/reconciliation/runs HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 20000\r\n",
            deep),
        400,
        "invalid-request");
  }

  @Test
  void everyAnswerHasARequestIdAndTheCallersOneWhenItIsUsable() {
    given()
        .header("X-Request-Id", "load-7.a_b")
        .get("/api/v1/tables/nope")
        .then()
        .statusCode(404)
        .header("X-Request-Id", "load-7.a_b")
        .body("request_id", equalTo("load-7.a_b"));
    String made =
        given()
            .header("X-Request-Id", "a b<")
            .get("/api/v1/jobs")
            .then()
            .extract()
            .header("X-Request-Id");
    assertThat(made).matches("[0-9a-f-]{36}");
  }

  @Test
  void answersAreNotCachedNotSniffedAndNotForOtherOrigins() {
    given()
        .header("Origin", "https://evil.example")
        .get("/api/v1/jobs")
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .header("Server", nullValue())
        .header("Access-Control-Allow-Origin", nullValue());
    given()
        .header("Origin", "https://evil.example")
        .header("Access-Control-Request-Method", "POST")
        .options("/api/v1/jobs")
        .then()
        .header("Access-Control-Allow-Origin", nullValue())
        .header("Access-Control-Allow-Methods", nullValue());
  }

  @Test
  void errorsRepeatLittleOfTheInputAndNothingInvisible() {
    String long404 =
        given()
            .get("/api/v1/jobs/" + "x".repeat(5_000) + "\u0085")
            .then()
            .statusCode(400)
            .extract()
            .asString();
    assertThat(long404).hasSizeLessThan(700);
    String name =
        given()
            .get("/api/v1/jobs/" + "x".repeat(5_000))
            .then()
            .statusCode(404)
            .extract()
            .path("detail");
    assertThat(name).hasSizeLessThan(250);
    given()
        .get("/api/v1/jobs/a\u202eb")
        .then()
        .statusCode(404)
        .body("detail", equalTo("there is no job 'a\\u202eb'"));
  }

  private static void assertProblem(String answer, int status, String code) {
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer.toLowerCase(Locale.ROOT))
        .contains("content-type: application/problem+json")
        .contains("x-request-id: ");
    assertThat(answer).contains("\"code\":\"" + code + "\"").doesNotContain("Exception");
  }

  private static String raw(String head, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.UTF_8);
    }
  }
}
