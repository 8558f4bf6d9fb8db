package dev.streamify.batch.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.streamify.batch.catalog.CatalogUnavailableException;
import dev.streamify.batch.database.DatabaseUnavailableException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure leaves as problem details; causes and stack traces stay in the log. */
public class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  private final CurrentVertxRequest current;

  /** Maps failures of the current request. */
  ProblemMappers(CurrentVertxRequest current) {
    this.current = current;
  }

  /** Refusals of our own. */
  @ServerExceptionMapper
  public Response refused(ApiException refusal) {
    return answer(refusal.code(), refusal.code().status(), refusal.getMessage());
  }

  /** The lakehouse cannot be asked. */
  @ServerExceptionMapper
  public Response unavailable(CatalogUnavailableException unavailable) {
    return answer(
        ErrorCode.CATALOG_UNAVAILABLE,
        ErrorCode.CATALOG_UNAVAILABLE.status(),
        unavailable.getMessage());
  }

  /** The service cannot reach its own database. */
  @ServerExceptionMapper
  public Response databaseUnavailable(DatabaseUnavailableException unavailable) {
    LOG.error(unavailable.getMessage());
    return answer(
        ErrorCode.DATABASE_UNAVAILABLE,
        ErrorCode.DATABASE_UNAVAILABLE.status(),
        "the database of batch-api does not answer: try again later; its log has the cause");
  }

  /** A body that is not JSON, or not the JSON that is wanted. */
  @ServerExceptionMapper
  public Response unreadable(JsonProcessingException failure) {
    return answer(
        ErrorCode.INVALID_REQUEST,
        ErrorCode.INVALID_REQUEST.status(),
        "the body cannot be read: " + failure.getOriginalMessage().split("\\(", 2)[0]);
  }

  /** Refusals of the framework: unknown paths, methods, media types, unreadable bodies. */
  @ServerExceptionMapper
  public Response framework(WebApplicationException failure, UriInfo uri) {
    int status = failure.getResponse().getStatus();
    ErrorCode code = ErrorCode.of(status);
    Response answer = answer(code, status, detail(code, uri));
    return Optional.ofNullable(failure.getResponse().getHeaderString(HttpHeaders.ALLOW))
        .map(allow -> Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build())
        .orElse(answer);
  }

  /** Whatever nobody foresaw. */
  @ServerExceptionMapper
  public Response unexpected(Exception failure, UriInfo uri) {
    LOG.errorf(failure, "Request for %s failed", Echo.of(uri.getPath()));
    return answer(
        ErrorCode.INTERNAL, ErrorCode.INTERNAL.status(), "the log of batch-api has the cause");
  }

  private static String detail(ErrorCode code, UriInfo uri) {
    return switch (code) {
      case NOT_FOUND -> "there is nothing at " + uri.getPath();
      case METHOD_NOT_ALLOWED -> uri.getPath() + " does not answer to this method";
      case UNSUPPORTED_MEDIA_TYPE -> "send the body as application/json";
      case NOT_ACCEPTABLE -> "ask for application/json";
      case TOO_LARGE -> "the body is larger than batch-api takes";
      case INTERNAL -> "the log of batch-api has the cause";
      default -> "the request could not be read";
    };
  }

  private Response answer(ErrorCode code, int status, String detail) {
    String requestId = Exchange.of(current.getCurrent()).requestId();
    return Response.status(status)
        .type(Problem.MEDIA_TYPE)
        .entity(Problem.of(code, status, detail, requestId))
        .build();
  }
}
