package dev.streamify.batch.http;

import dev.streamify.batch.security.AccessPolicy;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The console's pages. All are one document, whose script looks at the path; so any address can be
 * reloaded, kept and sent to others. What they show comes from the API.
 */
@Singleton
class ConsolePages {
  private static final String DOCUMENT = "META-INF/resources/console/index.html";

  private final Buffer document = read();

  private static Buffer read() {
    try (InputStream file =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(DOCUMENT)) {
      if (file == null) {
        throw new IllegalStateException(DOCUMENT + " is not on the class path");
      }
      return Buffer.buffer(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(DOCUMENT + " cannot be read", e);
    }
  }

  void register(@Observes Router router) {
    router.route(HttpMethod.GET, "/").handler(this::page);
    for (String page : AccessPolicy.PAGES) {
      router.route(HttpMethod.GET, "/" + page).handler(this::page);
      router.route(HttpMethod.GET, "/" + page + "/*").handler(this::page);
    }
  }

  private void page(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "text/html;charset=UTF-8")
        .putHeader("Cache-Control", "no-cache")
        .end(document);
  }
}
