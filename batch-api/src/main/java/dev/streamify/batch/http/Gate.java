package dev.streamify.batch.http;

import dev.streamify.batch.security.AccessPolicy;
import dev.streamify.batch.security.AuditLog;
import dev.streamify.batch.security.Authenticator;
import dev.streamify.batch.security.Caller;
import dev.streamify.batch.security.Role;
import dev.streamify.batch.security.SecurityConfig;
import dev.streamify.batch.security.SignIn;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** The one way in: every request on every path is named, looked at, signed in and counted here. */
@Singleton
class Gate {
  private static final Logger LOG = Logger.getLogger(Gate.class);
  // Before everything of the framework, which sign-in with CORS begins at 300.
  private static final int FIRST = 1_000;

  /**
   * What browsers are told: nothing but what comes from here is loaded, run, shown or sent to, and
   * no page of others may show ours.
   */
  private static final Map<String, String> BROWSER_RULES =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "same-origin",
          "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                  + " connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
                  + " base-uri 'none'");

  private final Authenticator authenticator;
  private final AccessPolicy policy;
  private final Limits limits;
  private final AuditLog audit;
  private final ProblemWriter problems;
  private final RequestRules rules;
  private final Sessions sessions;
  private final Clock clock;

  Gate(
      Authenticator authenticator,
      AccessPolicy policy,
      Limits limits,
      AuditLog audit,
      ProblemWriter problems,
      Sessions sessions,
      SecurityConfig config,
      Clock clock) {
    this.authenticator = authenticator;
    this.policy = policy;
    this.limits = limits;
    this.audit = audit;
    this.problems = problems;
    this.sessions = sessions;
    this.rules = new RequestRules(config.limits().maxBody().asLongValue());
    this.clock = clock;
  }

  void register(@Observes Filters filters) {
    filters.register(this::enter, FIRST);
  }

  void registerFailures(@Observes Router router) {
    // What the framework refuses before or after its resources had a say.
    router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
  }

  private void failed(RoutingContext context) {
    Exchange exchange = Exchange.of(context);
    int status = context.statusCode() < 400 ? 500 : context.statusCode();
    if (status >= 500) {
      LOG.errorf(context.failure(), "Request for %s failed", Echo.of(exchange.path()));
    }
    ErrorCode code = ErrorCode.of(status);
    refuse(
        exchange,
        new Refusal(
            code,
            code == ErrorCode.INTERNAL
                ? "the log of batch-api has the cause"
                : "the request could not be read"));
  }

  private void enter(RoutingContext context) {
    Exchange exchange = Exchange.of(context);
    MDC.put("request_id", exchange.requestId());
    HttpServerResponse response = context.response();
    response.putHeader(Exchange.REQUEST_ID, exchange.requestId());
    BROWSER_RULES.forEach(response::putHeader);
    Caching.of(exchange.path()).ifPresent(rule -> response.putHeader("Cache-Control", rule));
    if (exchange.isChange()) {
      context.addHeadersEndHandler(ending -> auditIfNobodyDid(exchange));
    }
    Optional<Refusal> refusal =
        rules.check(exchange.method(), context.request().uri(), context.request().headers());
    if (refusal.isPresent()) {
      refuse(exchange, refusal.get());
    } else {
      signIn(exchange);
    }
  }

  private void signIn(Exchange exchange) {
    Optional<Role> needed =
        policy.required(exchange.method(), RequestRules.segments(exchange.path()));
    if (authenticator.isOpen()) {
      exchange.caller(Caller.ANYBODY);
      admit(exchange, needed);
      return;
    }
    Credential credential = Credential.of(exchange.context().request().headers());
    if (needed.isEmpty()) {
      admit(exchange, needed);
    } else if (credential instanceof Credential.Presented presented) {
      signIn(exchange, needed, presented.secret());
    } else if (credential instanceof Credential.Unusable unusable) {
      unauthorized(exchange, unusable.reason(), true);
    } else {
      sessions
          .of(exchange)
          .ifPresentOrElse(
              session -> resume(exchange, needed, session),
              () ->
                  unauthorized(
                      exchange, "send a key or a token as Authorization: Bearer ...", false));
    }
  }

  private void resume(Exchange exchange, Optional<Role> needed, Session session) {
    // A browser sends its cookies whoever asks it to; the token only pages of ours know.
    if (exchange.isChange()
        && !exchange.header(Session.HEADER).filter(session.csrf()::equals).isPresent()) {
      refuse(
          exchange,
          new Refusal(
              ErrorCode.FORBIDDEN,
              "a change with a session needs its csrf token as the header " + Session.HEADER));
      return;
    }
    exchange.session(session);
    signIn(exchange, needed, session.credential());
  }

  private void signIn(Exchange exchange, Optional<Role> needed, String secret) {
    if (!authenticator.mayWait(secret)) {
      signedIn(exchange, needed, authenticator.signIn(secret));
      return;
    }
    RoutingContext context = exchange.context();
    // Whoever reads the body resumes it.
    context.request().pause();
    context
        .vertx()
        .executeBlocking(() -> authenticator.signIn(secret), false)
        .onSuccess(result -> signedIn(exchange, needed, result))
        .onFailure(context::fail);
  }

  private void signedIn(Exchange exchange, Optional<Role> needed, SignIn result) {
    if (result instanceof SignIn.Known known) {
      exchange.caller(known.caller());
      admit(exchange, needed);
    } else if (result instanceof SignIn.Unavailable away) {
      LOG.errorf(away.cause(), "%s", away.reason());
      refuse(exchange, new Refusal(ErrorCode.IDENTITY_UNAVAILABLE, away.reason()));
    } else if (result instanceof SignIn.Refused refused) {
      unauthorized(exchange, refused.reason(), true);
    }
  }

  private void unauthorized(Exchange exchange, String reason, boolean failed) {
    Optional<Duration> wait = failed ? limits.failure(exchange) : limits.request(exchange);
    if (wait.isPresent()) {
      tooMany(exchange, wait.get());
      return;
    }
    String challenge =
        failed
            ? "Bearer realm=\"streamify\", error=\"invalid_token\""
            : "Bearer realm=\"streamify\"";
    problems.end(
        exchange,
        new Refusal(ErrorCode.UNAUTHORIZED, reason),
        Map.of("WWW-Authenticate", challenge));
  }

  private void admit(Exchange exchange, Optional<Role> needed) {
    Optional<Duration> wait = limits.request(exchange);
    if (wait.isPresent()) {
      tooMany(exchange, wait.get());
      return;
    }
    if (needed.isPresent() && !exchange.caller().orElseThrow().role().includes(needed.get())) {
      refuse(
          exchange,
          new Refusal(
              ErrorCode.FORBIDDEN,
              "this needs the role %s, yours is %s"
                  .formatted(needed.get().text(), exchange.caller().orElseThrow().role().text())));
      return;
    }
    Optional<Refusal> foreign = Origin.check(exchange);
    if (foreign.isPresent()) {
      refuse(exchange, foreign.get());
      return;
    }
    exchange.context().next();
  }

  private void tooMany(Exchange exchange, Duration wait) {
    long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
    // Nothing was done, and a flood must not fill the audit log.
    exchange.firstAudit();
    problems.end(
        exchange,
        new Refusal(
            ErrorCode.RATE_LIMITED, "too many requests: try again in %d s".formatted(seconds)),
        Map.of("Retry-After", Long.toString(seconds)));
  }

  private void refuse(Exchange exchange, Refusal refusal) {
    problems.end(exchange, refusal, Map.of());
  }

  private void auditIfNobodyDid(Exchange exchange) {
    if (exchange.firstAudit()) {
      int status = exchange.context().response().getStatusCode();
      audit.refused(exchange.audit(clock.instant(), status, Optional.empty()));
    }
  }
}
