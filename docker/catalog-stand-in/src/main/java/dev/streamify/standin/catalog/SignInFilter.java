package dev.streamify.standin.catalog;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Nothing but tokens is given to strangers; the management API is for the root principal. */
final class SignInFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String BEARER = "Bearer ";

  private final transient Realm realm;

  SignInFilter(Realm realm) {
    this.realm = realm;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getRequestURI();
    if (path.endsWith("/v1/oauth/tokens")) {
      chain.doFilter(request, response);
      return;
    }
    String header = request.getHeader("Authorization");
    Optional<String> caller =
        header != null && header.startsWith(BEARER)
            ? realm.caller(header.substring(BEARER.length()))
            : Optional.empty();
    if (caller.isEmpty()) {
      Answers.error(response, 401, "NotAuthorizedException", "The token is missing or expired");
      return;
    }
    boolean management = path.startsWith("/api/management/");
    boolean allowed =
        caller.get().equals(Realm.ROOT) || (!management && realm.mayUseCatalogues(caller.get()));
    if (!allowed) {
      Answers.error(
          response,
          403,
          "ForbiddenException",
          "Principal '%s' is not authorized for op %s".formatted(caller.get(), path));
      return;
    }
    chain.doFilter(management ? request : new AtRoot(request), response);
  }

  /** Iceberg's servlet takes all of the path for its own. */
  private static final class AtRoot extends HttpServletRequestWrapper {
    AtRoot(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getRequestURI() {
      return super.getRequestURI().substring("/api/catalog".length());
    }
  }
}
