package dev.streamify.batch.http;

import dev.streamify.batch.security.AuditEntry;
import dev.streamify.batch.security.Caller;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What the service knows of a request beside its text.
 *
 * @param requestId stands in the answer, in problems and in the log
 * @param context where it is carried
 */
record Exchange(String requestId, RoutingContext context) {
  static final String REQUEST_ID = "X-Request-Id";
  private static final String KEY = Exchange.class.getName();
  private static final String SESSION = Session.class.getName();
  private static final String CALLER = Caller.class.getName();
  private static final String AUDITED = AuditEntry.class.getName();
  private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  // As it is written: looking names up would let callers ask our name server.
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)localhost|127(?:\\.[0-9]{1,3}){3}|\\[?::1]?");
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** The request's own; made when it is asked for the first time. */
  static Exchange of(RoutingContext context) {
    Exchange known = context.get(KEY);
    if (known != null) {
      return known;
    }
    String id =
        Optional.ofNullable(context.request().getHeader(REQUEST_ID))
            .filter(given -> USABLE.matcher(given).matches())
            .orElseGet(() -> UUID.randomUUID().toString());
    Exchange made = new Exchange(id, context);
    context.put(KEY, made);
    return made;
  }

  String method() {
    return context.request().method().name();
  }

  boolean isReading() {
    return READING.contains(method());
  }

  String path() {
    return Optional.ofNullable(context.request().path()).orElse("");
  }

  boolean isChange() {
    return !isReading() && path().startsWith("/api/");
  }

  String address() {
    return Optional.ofNullable(context.request().remoteAddress())
        .map(address -> address.hostAddress())
        .orElse("unknown");
  }

  void caller(Caller caller) {
    context.put(CALLER, caller);
  }

  Optional<Caller> caller() {
    return Optional.ofNullable(context.get(CALLER));
  }

  void session(Session session) {
    context.put(SESSION, session);
  }

  /** The browser's session that the caller was found out by. */
  Optional<Session> session() {
    return Optional.ofNullable(context.get(SESSION));
  }

  /** Whether the caller asked for this very machine. */
  boolean isToLoopback() {
    return Optional.ofNullable(context.request().authority())
        .map(authority -> LOOPBACK.matcher(authority.host()).matches())
        .orElse(false);
  }

  /** Whether nobody asked before. */
  boolean firstAudit() {
    boolean first = context.get(AUDITED) == null;
    context.put(AUDITED, true);
    return first;
  }

  /** The change for the audit log. */
  AuditEntry audit(Instant now, int status, Optional<String> location) {
    return new AuditEntry(
        now,
        caller().map(Caller::name).orElse("unknown"),
        caller().map(caller -> caller.role().text()).orElse("none"),
        address(),
        method(),
        path(),
        requestId,
        location.orElse(path()),
        status);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(context.request().getHeader(name));
  }

  Optional<String> contentType() {
    return header(HttpHeaders.CONTENT_TYPE.toString());
  }
}
