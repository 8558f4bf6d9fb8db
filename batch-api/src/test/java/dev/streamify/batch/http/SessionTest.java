package dev.streamify.batch.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in of browsers, and what the console's pages are served with. */
@QuarkusTest
@QuarkusTestResource(CatalogResource.class)
@TestProfile(KeysProfile.class)
class SessionTest {
  private static final String PAUSE = "/api/v1/schedules/reconciliation/pause";

  private static Response signIn(String credential) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("credential", credential))
        .post("/api/v1/session");
  }

  @Test
  void aKeyBecomesACookieThatNoScriptAndNoOtherSiteCanUse() {
    Response answer = signIn(KeysProfile.OPERATOR);

    answer.then().statusCode(200).body("role", equalTo("operator"));
    assertThat(answer.header("Set-Cookie"))
        .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=28800")
        .doesNotContain(KeysProfile.OPERATOR);
    given()
        .cookie(Sessions.COOKIE, answer.cookie(Sessions.COOKIE))
        .get("/api/v1/session")
        .then()
        .statusCode(200)
        .body("name", equalTo(answer.path("name")))
        .body("csrf", equalTo(answer.path("csrf")));
  }

  @Test
  void aChangeNeedsTheTokenThatOnlyOurPagesKnow() {
    Response answer = signIn(KeysProfile.OPERATOR);
    String cookie = answer.cookie(Sessions.COOKIE);

    given().cookie(Sessions.COOKIE, cookie).post(PAUSE).then().statusCode(403);
    given()
        .cookie(Sessions.COOKIE, cookie)
        .header(Session.HEADER, "guessed")
        .post(PAUSE)
        .then()
        .statusCode(403)
        .body("detail", containsString(Session.HEADER));
    given()
        .cookie(Sessions.COOKIE, cookie)
        .header(Session.HEADER, answer.<String>path("csrf"))
        .header("Origin", "http://elsewhere.example")
        .post(PAUSE)
        .then()
        .statusCode(403);
    given()
        .cookie(Sessions.COOKIE, cookie)
        .header(Session.HEADER, answer.<String>path("csrf"))
        .post(PAUSE)
        .then()
        .statusCode(200);
  }

  @Test
  void aSessionMayDoWhatItsKeyMayDo() {
    Response answer = signIn(KeysProfile.VIEWER);

    given()
        .cookie(Sessions.COOKIE, answer.cookie(Sessions.COOKIE))
        .header(Session.HEADER, answer.<String>path("csrf"))
        .post(PAUSE)
        .then()
        .statusCode(403)
        .body("detail", containsString("operator"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.BBBB.CCCC", "a.b.c.d.e"})
  void aCookieThatIsNotOursIsNoSession(String cookie) {
    given().cookie(Sessions.COOKIE, cookie).get("/api/v1/jobs").then().statusCode(401);
  }

  @Test
  void whatIsNoKeyIsRefusedAndSetsNoCookie() {
    signIn("sfy_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")
        .then()
        .statusCode(401)
        .header("Set-Cookie", nullValue());
    given()
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/api/v1/session")
        .then()
        .statusCode(400)
        .body("detail", containsString("credential"));
  }

  @Test
  void signingOutTakesTheCookieAway() {
    Response answer = signIn(KeysProfile.VIEWER);

    assertThat(
            given()
                .cookie(Sessions.COOKIE, answer.cookie(Sessions.COOKIE))
                .delete("/api/v1/session")
                .header("Set-Cookie"))
        .contains("Max-Age=0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/runs", "/runs/20261123t051929347_03676ec6", "/sign-in", "/tables/x"})
  void pagesAreThereForEverybodyAndLoadNothingFromElsewhere(String path) {
    given()
        .get(path)
        .then()
        .statusCode(200)
        .contentType(containsString("text/html"))
        .header("Content-Security-Policy", containsString("default-src 'none'; script-src 'self'"))
        .header("X-Frame-Options", equalTo("DENY"))
        .body(containsString("/console/app.js"));
  }

  @Test
  void filesOfThePagesAreAskedForAnewAndLibrariesAreKept() {
    String libraries =
        given()
            .get("/console/libraries.js")
            .then()
            .statusCode(200)
            .header("Cache-Control", equalTo("no-cache"))
            .extract()
            .asString();
    Matcher library = Pattern.compile("'(/webjars/[^']+)'").matcher(libraries);
    assertThat(library.find()).isTrue();
    given()
        .get(library.group(1))
        .then()
        .statusCode(200)
        .header("Cache-Control", equalTo("public, max-age=31536000, immutable"));
  }

  @Test
  void pagesAnswerToReadingOnly() {
    given().post("/runs").then().statusCode(401);
    given().get("/console/nothing.js").then().statusCode(404);
  }
}
