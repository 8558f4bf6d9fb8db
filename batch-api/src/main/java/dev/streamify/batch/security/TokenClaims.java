package dev.streamify.batch.security;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Set;

/**
 * What a token must say: our issuer, us as its audience, a subject, and an end that is not over.
 */
final class TokenClaims extends DefaultJWTClaimsVerifier<SecurityContext> {
  private final Clock clock;

  TokenClaims(String issuer, String audience, Duration skew, Clock clock) {
    super(
        audience,
        new JWTClaimsSet.Builder().issuer(issuer).build(),
        Set.of("sub", "exp", "aud", "iss"));
    this.clock = clock;
    setMaxClockSkew(Math.toIntExact(skew.toSeconds()));
  }

  @Override
  protected Date currentTime() {
    return Date.from(clock.instant());
  }
}
