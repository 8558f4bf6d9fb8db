package dev.streamify.batch.http;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.streamify.batch.security.SessionKey;
import io.vertx.core.http.Cookie;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions of browsers, kept by the browsers: a cookie holds them, encrypted and authenticated
 * (JWE, A256GCM), so that no replica has to remember anything.
 */
@Singleton
class Sessions {
  static final String COOKIE = "streamify_session";

  private static final int CSRF_BYTES = 18;
  // Browsers drop larger cookies without a word.
  private static final int MAX_COOKIE_CHARS = 4_000;

  private final SecureRandom random = new SecureRandom();
  private final byte[] key;
  private final Duration age;
  private final Clock clock;

  Sessions(ConsoleConfig config, Clock clock) {
    this.key = config.sessionKey().flatMap(SessionKey::of).orElseGet(() -> bytes(SessionKey.BYTES));
    this.age = config.sessionAge();
    this.clock = clock;
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** How long sessions last. */
  Duration age() {
    return age;
  }

  /** A session of somebody who signed in with that. */
  Session begin(String credential) {
    String csrf = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(CSRF_BYTES));
    return new Session(credential, csrf, clock.instant().plus(age));
  }

  /**
   * The cookie's value.
   *
   * @throws ApiException when no cookie can hold it
   */
  String seal(Session session) {
    JWEObject sealed =
        new JWEObject(
            new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM),
            new Payload(
                Map.of(
                    "credential",
                    session.credential(),
                    "csrf",
                    session.csrf(),
                    "expires",
                    session.expires().getEpochSecond())));
    try {
      sealed.encrypt(new DirectEncrypter(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java has AES", e);
    }
    String cookie = sealed.serialize();
    if (cookie.length() > MAX_COOKIE_CHARS) {
      throw ApiException.invalid(
          "the token has %d characters, too many for a cookie: sign in with a key, or have the provider put less into its tokens"
              .formatted(session.credential().length()));
    }
    return cookie;
  }

  /** The session that a request belongs to; none, when it has none that still counts. */
  Optional<Session> of(Exchange exchange) {
    return Optional.ofNullable(exchange.context().request().getCookie(COOKIE))
        .map(Cookie::getValue)
        .flatMap(this::open)
        .filter(session -> clock.instant().isBefore(session.expires()));
  }

  private Optional<Session> open(String cookie) {
    try {
      JWEObject sealed = JWEObject.parse(cookie);
      if (!JWEAlgorithm.DIR.equals(sealed.getHeader().getAlgorithm())) {
        return Optional.empty();
      }
      sealed.decrypt(new DirectDecrypter(key));
      Map<String, Object> content = sealed.getPayload().toJSONObject();
      return Optional.of(
          new Session(
              (String) content.get("credential"),
              (String) content.get("csrf"),
              Instant.ofEpochSecond(((Number) content.get("expires")).longValue())));
    } catch (ParseException | JOSEException e) {
      // Somebody else's, or of another key.
      return Optional.empty();
    }
  }
}
