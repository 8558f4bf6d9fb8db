package dev.streamify.batch.security;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Finds out who calls. */
@Singleton
public class Authenticator {
  private static final String PREFIX = "sfy_";

  private final KeyRing keys;
  private final Optional<TokenVerifier> tokens;
  private final boolean open;

  /**
   * Reads the keys.
   *
   * @throws RuntimeException when one of them is not usable; the message says which
   */
  Authenticator(SecurityConfig config, Clock clock) {
    this.keys = KeyRing.of(config, clock);
    this.tokens =
        config
            .oidc()
            .issuer()
            .map(
                issuer ->
                    new TokenVerifier(
                        issuer,
                        config
                            .oidc()
                            .audience()
                            .orElseThrow(
                                () ->
                                    new SettingsException(
                                        "streamify.batch.security.oidc.audience is missing: without it"
                                            + " tokens made for other services would be accepted")),
                        config.oidc(),
                        clock));
    // Decided once: a file of keys that is emptied later must not open the door.
    this.open = this.tokens.isEmpty() && config.keysFile().isEmpty() && config.keys().isEmpty();
  }

  /** Whether everybody may do everything. */
  public boolean isOpen() {
    return open;
  }

  /** Whether verifying may have to wait for the OpenID provider. */
  public boolean mayWait(String credential) {
    return tokens.isPresent() && !credential.startsWith(PREFIX);
  }

  /**
   * Who a key or a token belongs to.
   *
   * @param credential as it was presented
   */
  public SignIn signIn(String credential) {
    if (mayWait(credential)) {
      return tokens.orElseThrow().verify(credential);
    }
    return keys.find(credential)
        .<SignIn>map(SignIn.Known::new)
        .orElseGet(() -> new SignIn.Refused("the key is not known"));
  }

  KeyRing keys() {
    return keys;
  }
}
