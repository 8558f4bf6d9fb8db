package dev.streamify.batch.http;

import java.net.URI;
import java.util.Optional;

/**
 * Keeps web pages of others from changing anything through a browser on a machine that may: a
 * browser sends simple POST requests anywhere, whatever CORS says of the answer.
 */
final class Origin {
  private Origin() {}

  static Optional<Refusal> check(Exchange exchange) {
    Optional<String> origin = exchange.header("Origin");
    boolean foreign =
        origin.filter(value -> !isOurs(value, exchange.header("Host"))).isPresent()
            || exchange.header("Sec-Fetch-Site").filter("cross-site"::equals).isPresent();
    return exchange.isChange() && foreign
        ? Optional.of(
            new Refusal(
                ErrorCode.FORBIDDEN,
                "changes that a page of another origin asks for are refused: use a client that"
                    + " sends no Origin"))
        : Optional.empty();
  }

  private static boolean isOurs(String origin, Optional<String> host) {
    try {
      String authority = URI.create(origin).getAuthority();
      return authority != null && host.filter(authority::equalsIgnoreCase).isPresent();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
