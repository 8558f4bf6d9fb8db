package dev.streamify.batch.security;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Who may call, and how often. */
@ConfigMapping(prefix = "streamify.batch.security")
public interface SecurityConfig {
  /** File with a line {@code name:role:sha256} for each key. */
  Optional<Path> keysFile();

  /** Keys by their names. */
  Map<String, Key> keys();

  /** Lets everybody do everything on other addresses than loopback; for a proxy that signs in. */
  @WithDefault("false")
  boolean allowAnonymousNetwork();

  /** Whether metrics can be read without a key. */
  @WithDefault("false")
  boolean openMetrics();

  /** How long the audit log is kept. */
  @WithDefault("365d")
  Duration keepAudit();

  /** Tokens of an OpenID provider. */
  Oidc oidc();

  /** How many requests a caller may send. */
  Limits limits();

  /** A key. */
  interface Key {
    /** Hex SHA-256 of the key. */
    String sha256();

    /** viewer, operator or admin. */
    String role();
  }

  /** The OpenID provider whose tokens are accepted. */
  interface Oidc {
    /** Its issuer URL; the discovery document is below it. */
    Optional<URI> issuer();

    /** Who tokens must be made for. */
    Optional<String> audience();

    /** Where in a token its roles are; dots go into objects. */
    @WithDefault("realm_access.roles")
    String rolesClaim();

    /** What stands before viewer, operator and admin in the token's roles. */
    @WithDefault("streamify-")
    String rolePrefix();

    /** The claim that names the caller in the audit log; without it the subject does. */
    @WithDefault("preferred_username")
    String nameClaim();

    /** How far the two clocks may differ. */
    @WithDefault("30s")
    Duration clockSkew();

    /** How long the provider may take to answer. */
    @WithDefault("3s")
    Duration timeout();
  }

  /** Rates; each caller has its own, anonymous ones have one each address. */
  interface Limits {
    /** The largest body. */
    @WithDefault("64K")
    MemorySize maxBody();

    /** Reads a second in the long run. */
    @WithDefault("2000")
    int readsPerSecond();

    /** Reads at once. */
    @WithDefault("10000")
    int readBurst();

    /** Changes a second in the long run. */
    @WithDefault("200")
    int changesPerSecond();

    /** Changes at once. */
    @WithDefault("5000")
    int changeBurst();

    /** Failed sign-ins a minute and address in the long run. */
    @WithDefault("30")
    int failuresPerMinute();

    /** Failed sign-ins at once and address. */
    @WithDefault("20")
    int failureBurst();
  }
}
