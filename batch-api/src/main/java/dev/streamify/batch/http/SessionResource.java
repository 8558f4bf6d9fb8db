package dev.streamify.batch.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.batch.security.Authenticator;
import dev.streamify.batch.security.Caller;
import dev.streamify.batch.security.SignIn;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sign-in of browsers. Programs send their key with each request instead. */
@Path("/api/v1/session")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "session")
public class SessionResource {
  private static final String SIGNED_IN = "Who is signed in";

  private final Authenticator authenticator;
  private final Sessions sessions;
  private final Limits limits;
  private final ConsoleConfig config;
  private final CurrentVertxRequest current;
  private final ObjectMapper json;

  SessionResource(
      Authenticator authenticator,
      Sessions sessions,
      Limits limits,
      ConsoleConfig config,
      CurrentVertxRequest current,
      ObjectMapper json) {
    this.authenticator = authenticator;
    this.sessions = sessions;
    this.limits = limits;
    this.config = config;
    this.current = current;
    this.json = json;
  }

  /** Who calls. */
  @GET
  @Operation(summary = "Who the caller is, and what it may do")
  @APIResponse(
      responseCode = "200",
      description = SIGNED_IN,
      content = @Content(schema = @Schema(implementation = SessionView.class)))
  public SessionView get() {
    Exchange exchange = exchange();
    return view(exchange.caller().orElse(Caller.ANYBODY), exchange.session());
  }

  /** Signs a browser in. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Signs a browser in with a key or a token; the answer sets a cookie",
      description =
          "Changes by a browser have to bring the answer's csrf as the header X-CSRF-Token.")
  @APIResponse(
      responseCode = "200",
      description = SIGNED_IN,
      content = @Content(schema = @Schema(implementation = SessionView.class)))
  public Response signIn(
      @RequestBody(
              content =
                  @Content(
                      schema = @Schema(implementation = Presented.class),
                      examples =
                          @ExampleObject(
                              name = "a key",
                              value =
                                  "{\"credential\":\"sfy_EXAMPLE-key-of-the-docs-never-take-this-one\"}")))
          String body) {
    String credential = credential(body);
    Exchange exchange = exchange();
    if (authenticator.isOpen()) {
      return Response.ok(view(Caller.ANYBODY, Optional.empty())).build();
    }
    Caller caller = known(exchange, authenticator.signIn(credential));
    exchange.caller(caller);
    Session session = sessions.begin(credential);
    return Response.ok(view(caller, Optional.of(session)))
        .cookie(cookie(exchange, sessions.seal(session), sessions.age()))
        .build();
  }

  private String credential(String body) {
    try {
      JsonNode presented = json.readTree(body == null ? "" : body);
      String text = presented.path("credential").textValue();
      if (presented.size() == 1 && text != null && !text.isBlank()) {
        return text.strip();
      }
    } catch (JsonProcessingException e) {
      // Told below, without its text: that may be a secret.
    }
    throw ApiException.invalid("the body must be {\"credential\": \"a key or a token\"}");
  }

  private Caller known(Exchange exchange, SignIn result) {
    if (result instanceof SignIn.Known known) {
      return known.caller();
    }
    if (result instanceof SignIn.Unavailable away) {
      throw new ApiException(ErrorCode.IDENTITY_UNAVAILABLE, away.reason());
    }
    Optional<Duration> wait = limits.failure(exchange);
    if (wait.isPresent()) {
      throw new ApiException(
          ErrorCode.RATE_LIMITED,
          "too many sign-ins failed: try again in %d s".formatted(1 + wait.get().toSeconds()));
    }
    throw new ApiException(ErrorCode.UNAUTHORIZED, ((SignIn.Refused) result).reason());
  }

  /** Signs a browser out. */
  @DELETE
  @Operation(summary = "Signs a browser out")
  @APIResponse(
      responseCode = "200",
      description = "The cookie is gone",
      content = @Content(schema = @Schema(implementation = SignedOut.class)))
  public Response signOut() {
    return Response.ok(new SignedOut(true)).cookie(cookie(exchange(), "", Duration.ZERO)).build();
  }

  private static NewCookie cookie(Exchange exchange, String value, Duration age) {
    return new NewCookie.Builder(Sessions.COOKIE)
        .value(value)
        .path("/")
        .maxAge(Math.toIntExact(age.toSeconds()))
        .httpOnly(true)
        // On the machine itself there is no TLS; anywhere else there has to be.
        .secure(!exchange.isToLoopback())
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }

  private SessionView view(Caller caller, Optional<Session> session) {
    return new SessionView(
        caller.name(),
        caller.role().text(),
        caller.kind() == Caller.Kind.ANONYMOUS,
        session.map(Session::csrf),
        config.sparkUi());
  }

  private Exchange exchange() {
    return Exchange.of(current.getCurrent());
  }

  /**
   * What somebody signs in with.
   *
   * @param credential a key of the service or a token of the OpenID provider
   */
  public record Presented(String credential) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Presented";
    }
  }

  /**
   * The end of a session.
   *
   * @param signedOut that it is one
   */
  public record SignedOut(boolean signedOut) {}

  /**
   * Who is signed in.
   *
   * @param name as the audit log names them
   * @param role viewer, operator or admin
   * @param anonymous whether nobody has to sign in here
   * @param csrf what changes have to bring as {@code X-CSRF-Token}; absent without a cookie
   * @param sparkUi where Spark's web interface is
   */
  public record SessionView(
      String name,
      String role,
      boolean anonymous,
      Optional<String> csrf,
      Optional<String> sparkUi) {}
}
