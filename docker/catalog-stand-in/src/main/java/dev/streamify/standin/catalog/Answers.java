package dev.streamify.standin.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers as Polaris words them. */
final class Answers {
  static final ObjectMapper JSON = new ObjectMapper();

  private Answers() {}

  static void json(HttpServletResponse response, int status, JsonNode body) throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.getWriter().write(body.toString());
  }

  static void error(HttpServletResponse response, int status, String type, String message)
      throws IOException {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("error").put("message", message).put("type", type).put("code", status);
    json(response, status, body);
  }
}
