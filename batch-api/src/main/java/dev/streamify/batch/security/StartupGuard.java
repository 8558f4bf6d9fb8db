package dev.streamify.batch.security;

import dev.streamify.batch.database.Database;
import dev.streamify.batch.database.DatabaseUnavailableException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.jboss.logging.Logger;

/** Keeps a service that is not safe from starting: before it opens a database or a port. */
@Singleton
class StartupGuard {
  private static final Logger LOG = Logger.getLogger(StartupGuard.class);
  private static final int EXIT_CODE = 78;
  private static final int FIRST = 1;

  private final SecurityConfig security;
  private final Config config;
  private final Instance<Database> database;
  private final Clock clock;

  StartupGuard(SecurityConfig security, Config config, Instance<Database> database, Clock clock) {
    this.security = security;
    this.config = config;
    this.database = database;
    this.clock = clock;
  }

  void check(@Observes @Priority(FIRST) StartupEvent started) {
    List<String> problems = new ArrayList<>();
    List<ApiKey> keys = keys(problems);
    boolean open =
        security.oidc().issuer().isEmpty()
            && security.keysFile().isEmpty()
            && security.keys().isEmpty();
    problems.addAll(new StartupRules(settings(), isProduction()).problems(open, keys));
    if (!problems.isEmpty()) {
      problems.forEach(problem -> LOG.errorf("Refused to start: %s", problem));
      end();
    }
    openDatabase();
    LOG.infof(
        open
            ? "Nobody has to sign in: whoever reaches this service may do everything"
            : "Callers sign in with one of %d keys%s",
        keys.size(),
        security.oidc().issuer().map(issuer -> " or a token of " + issuer).orElse(""));
  }

  /** Opened here, so that one line tells when it cannot be. */
  private void openDatabase() {
    try {
      database.get().isExclusive();
    } catch (RuntimeException e) {
      Throwable cause = e;
      while (cause.getCause() != null && !(cause instanceof DatabaseUnavailableException)) {
        cause = cause.getCause();
      }
      LOG.errorf("Not started: %s", cause.getMessage());
      LOG.debug("The database cannot be opened", e);
      end();
    }
  }

  // Nothing is open yet that would have to be closed. The framework's own ways out print a stack
  // trace, or wait for a start that never comes.
  private static void end() {
    Runtime.getRuntime().halt(EXIT_CODE);
  }

  private List<ApiKey> keys(List<String> problems) {
    try {
      return KeyRing.of(security, clock).keys();
    } catch (SettingsException e) {
      problems.add(e.getMessage());
      return List.of();
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    for (String name : config.getPropertyNames()) {
      if (name.startsWith(StartupRules.CATALOG)) {
        value(name).ifPresent(value -> settings.put(name, value));
      }
    }
    for (String name :
        List.of(
            StartupRules.HOST,
            StartupRules.DATABASE_URL,
            StartupRules.DATABASE_USER,
            StartupRules.DATABASE_PASSWORD,
            StartupRules.ISSUER,
            StartupRules.AUDIENCE,
            StartupRules.ANONYMOUS_NETWORK,
            StartupRules.SPARK_REMOTE,
            StartupRules.SPARK_TOKEN,
            SessionKey.SETTING)) {
      value(name).ifPresent(value -> settings.put(name, value));
    }
    return settings;
  }

  private Optional<String> value(String name) {
    return config.getOptionalValue(name, String.class);
  }

  /**
   * Whether somebody said so. A packaged service has the profile {@code prod} on every laptop; only
   * when it was set does it mean anything.
   */
  private boolean isProduction() {
    if (ConfigUtils.isProfileActive("production")) {
      return true;
    }
    ConfigValue said = config.getConfigValue("quarkus.profile");
    return said.getValue() != null
        && said.getSourceOrdinal() >= 300
        && ConfigUtils.isProfileActive("prod");
  }
}
