package dev.streamify.batch.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.streamify.batch.fixture.SettableClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenVerifierTest {
  private static RSAKey ours;
  private static RSAKey theirs;

  private final SettableClock clock = new SettableClock(Instant.now());
  private final AtomicInteger keyRequests = new AtomicInteger();
  private volatile String served;
  private HttpServer provider;
  private URI issuer;
  private TokenVerifier verifier;

  @BeforeAll
  static void makeKeys() throws JOSEException {
    ours = new RSAKeyGenerator(2048).keyID("one").generate();
    theirs = new RSAKeyGenerator(2048).keyID("two").generate();
  }

  @BeforeEach
  void startProvider() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = URI.create("http://127.0.0.1:%d/realms/x".formatted(provider.getAddress().getPort()));
    served = new JWKSet(ours).toString(true);
    serve(
        "/realms/x/.well-known/openid-configuration",
        () -> "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer, issuer));
    serve(
        "/realms/x/keys",
        () -> {
          keyRequests.incrementAndGet();
          return served;
        });
    provider.start();
    SecurityConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(SecurityConfig.class)
            .build()
            .getConfigMapping(SecurityConfig.class);
    verifier = new TokenVerifier(issuer, "streamify", config.oidc(), clock);
  }

  @AfterEach
  void stopProvider() {
    provider.stop(0);
  }

  @Test
  void aGoodTokenIsItsUserWithTheHighestOfTheRoles() throws JOSEException {
    assertThat(verifier.verify(token(ours, claims -> claims)))
        .isEqualTo(new SignIn.Known(new Caller("ann", Role.OPERATOR, Caller.Kind.TOKEN)));
    for (int i = 0; i < 20; i++) {
      verifier.verify(token(ours, claims -> claims));
    }
    assertThat(keyRequests).hasValue(1);
  }

  @Test
  void tokensOfOthersForOthersOrOfAnotherTimeAreRefused() throws JOSEException {
    refused(token(ours, claims -> claims.issuer("https://evil.example")));
    refused(token(ours, claims -> claims.audience("another-service")));
    refused(token(ours, claims -> claims.audience((String) null)));
    refused(token(ours, claims -> claims.expirationTime(at(Duration.ofMinutes(-1)))));
    refused(token(ours, claims -> claims.expirationTime(null)));
    refused(token(ours, claims -> claims.notBeforeTime(at(Duration.ofMinutes(1)))));
    refused(token(ours, claims -> claims.claim("realm_access", Map.of("roles", List.of("admin")))));
    assertThat(verifier.verify(token(ours, c -> c.expirationTime(at(Duration.ofSeconds(-5))))))
        .isInstanceOf(SignIn.Known.class);
  }

  @Test
  void signaturesOfOtherKeysNoSignatureAndSymmetricOnesAreRefused() throws JOSEException {
    refused(token(theirs, claims -> claims));
    refused(new PlainJWT(claims(c -> c)).serialize());
    // The old trick: the public key as the secret of a symmetric signature.
    JWSSigner mac =
        new MACSigner(ours.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8));
    SignedJWT forged =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims(c -> c));
    forged.sign(mac);
    refused(forged.serialize());
    refused("a.b.c");
    refused("nonsense");
    String good = token(ours, claims -> claims);
    refused(good.substring(0, good.length() - 8) + "AAAAAAAA");
  }

  @Test
  void aNewKeyOfTheProviderIsFetchedAndUnknownOnesDoNotHammerIt() throws JOSEException {
    verifier.verify(token(ours, claims -> claims));
    served = new JWKSet(List.of(ours, theirs)).toString(true);
    assertThat(verifier.verify(token(theirs, claims -> claims))).isInstanceOf(SignIn.Known.class);
    RSAKey unknown = new RSAKeyGenerator(2048).keyID("three").generate();
    for (int i = 0; i < 20; i++) {
      assertThat(verifier.verify(token(unknown, claims -> claims)))
          .isNotInstanceOf(SignIn.Known.class);
    }
    assertThat(keyRequests.get()).isLessThanOrEqualTo(3);
  }

  @Test
  void aProviderThatIsAwayIsToldApartFromABadToken() throws JOSEException {
    provider.stop(0);
    assertThat(verifier.verify(token(ours, claims -> claims)))
        .isInstanceOf(SignIn.Unavailable.class);
  }

  private void refused(String token) {
    assertThat(verifier.verify(token))
        .isInstanceOfSatisfying(
            SignIn.Refused.class, refused -> assertThat(refused.reason()).doesNotContain(token));
  }

  private String token(RSAKey key, UnaryOperator<JWTClaimsSet.Builder> change)
      throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            claims(change));
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
    return change
        .apply(
            new JWTClaimsSet.Builder()
                .issuer(issuer.toString())
                .audience("streamify")
                .subject("7f3")
                .claim("preferred_username", "ann")
                .claim(
                    "realm_access",
                    Map.of("roles", List.of("streamify-viewer", "admin", "streamify-operator")))
                .expirationTime(at(Duration.ofMinutes(5))))
        .build();
  }

  private Date at(Duration later) {
    return Date.from(clock.instant().plus(later));
  }

  private void serve(String path, Supplier<String> answer) {
    provider.createContext(
        path,
        exchange -> {
          byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
