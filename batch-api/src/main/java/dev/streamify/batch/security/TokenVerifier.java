package dev.streamify.batch.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies tokens of an OpenID provider. The provider is asked when the first token comes, and
 * again for keys that are not known, at most twice in {@link #BETWEEN_FETCHES}.
 */
final class TokenVerifier {
  // Symmetric algorithms are not among them: whoever can verify those tokens can make them.
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
  private static final Duration BETWEEN_DISCOVERIES = Duration.ofSeconds(5);
  private static final Duration KEYS_LIVE = Duration.ofMinutes(15);
  // How long one request waits for another that fetches the keys.
  private static final Duration WAIT_FOR_KEYS = Duration.ofSeconds(10);
  private static final int MAX_DOCUMENT_BYTES = 256 * 1024;

  private final URI issuer;
  private final String audience;
  private final TokenCaller callers;
  private final Duration skew;
  private final Duration timeout;
  private final Clock clock;
  private Optional<DefaultJWTProcessor<SecurityContext>> processor = Optional.empty();
  private Instant nextDiscovery = Instant.MIN;

  TokenVerifier(URI issuer, String audience, SecurityConfig.Oidc config, Clock clock) {
    this.issuer = issuer;
    this.audience = audience;
    this.callers = new TokenCaller(config.rolesClaim(), config.rolePrefix(), config.nameClaim());
    this.skew = config.clockSkew();
    this.timeout = config.timeout();
    this.clock = clock;
  }

  /** Who the token was made for; may wait for the provider. */
  SignIn verify(String token) {
    try {
      JWTClaimsSet claims = processor().process(token, null);
      return callers
          .of(claims)
          .<SignIn>map(SignIn.Known::new)
          .orElseGet(() -> new SignIn.Refused("the token has none of the roles of this service"));
    } catch (KeySourceException | IOException e) {
      return new SignIn.Unavailable(
          "the OpenID provider %s does not answer; the log has the cause".formatted(issuer), e);
    } catch (BadJOSEException e) {
      // The library's messages tell which check failed and never repeat the token.
      return new SignIn.Refused("the token is not valid: " + e.getMessage());
    } catch (JOSEException | ParseException | IllegalArgumentException e) {
      return new SignIn.Refused("the token cannot be read");
    }
  }

  private synchronized DefaultJWTProcessor<SecurityContext> processor() throws IOException {
    if (processor.isEmpty()) {
      if (clock.instant().isBefore(nextDiscovery)) {
        throw new IOException("no answer a moment ago");
      }
      nextDiscovery = clock.instant().plus(BETWEEN_DISCOVERIES);
      processor = Optional.of(discover());
    }
    return processor.get();
  }

  private DefaultJWTProcessor<SecurityContext> discover() throws IOException {
    int millis = Math.toIntExact(timeout.toMillis());
    ResourceRetriever http = new DefaultResourceRetriever(millis, millis, MAX_DOCUMENT_BYTES);
    URI keys = ProviderDocument.fetch(issuer, http).keys();
    JWKSource<SecurityContext> source = keys(keys, http);
    DefaultJWTProcessor<SecurityContext> made = new DefaultJWTProcessor<>();
    made.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    made.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source));
    made.setJWTClaimsSetVerifier(new TokenClaims(issuer.toString(), audience, skew, clock));
    return made;
  }

  private static JWKSource<SecurityContext> keys(URI keys, ResourceRetriever http)
      throws MalformedURLException {
    return JWKSourceBuilder.create(keys.toURL(), http)
        .cache(KEYS_LIVE.toMillis(), WAIT_FOR_KEYS.toMillis())
        .refreshAheadCache(false)
        .rateLimited(BETWEEN_FETCHES.toMillis())
        .outageTolerant(Duration.ofHours(1).toMillis())
        .build();
  }
}
