package dev.streamify.standin.catalog;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** OAuth2's client credentials, which Polaris takes in the form or as basic authentication. */
final class TokenServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Realm realm;

  TokenServlet(Realm realm) {
    this.realm = realm;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String scope = request.getParameter("scope");
    if (scope == null || !scope.startsWith("PRINCIPAL_ROLE:")) {
      refuse(response, 400, "invalid_scope", "The scope is invalid");
      return;
    }
    String[] credential = credential(request);
    Optional<String> token = realm.signIn(credential[0], credential[1]);
    if (token.isEmpty()) {
      refuse(response, 401, "unauthorized_client", "The client is not authorized");
      return;
    }
    Answers.json(
        response,
        200,
        Answers.JSON
            .createObjectNode()
            .put("access_token", token.get())
            .put("token_type", "bearer")
            .put("issued_token_type", "urn:ietf:params:oauth:token-type:access_token")
            .put("expires_in", realm.tokenSeconds()));
  }

  private static String[] credential(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header != null && header.startsWith("Basic ")) {
      byte[] decoded = Base64.getDecoder().decode(header.substring("Basic ".length()));
      return new String(decoded, StandardCharsets.UTF_8).split(":", 2);
    }
    return new String[] {
      String.valueOf(request.getParameter("client_id")),
      String.valueOf(request.getParameter("client_secret"))
    };
  }

  private static void refuse(HttpServletResponse response, int status, String error, String text)
      throws IOException {
    Answers.json(
        response,
        status,
        Answers.JSON.createObjectNode().put("error", error).put("error_description", text));
  }
}
