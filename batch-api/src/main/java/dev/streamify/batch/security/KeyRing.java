package dev.streamify.batch.security;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * All keys: those of the configuration and those of the file, which is read again when it changes.
 */
final class KeyRing {
  private static final Logger LOG = Logger.getLogger(KeyRing.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  private final List<ApiKey> fixed;
  private final Optional<KeysFile> file;
  private final Clock clock;
  private final AtomicLong nextLook;
  private volatile Loaded loaded;

  /**
   * Reads all keys.
   *
   * @throws SettingsException when one of them is not usable
   */
  KeyRing(List<ApiKey> fixed, Optional<KeysFile> file, Clock clock) {
    this.fixed = List.copyOf(fixed);
    this.file = file;
    this.clock = clock;
    this.nextLook = new AtomicLong(clock.millis());
    this.loaded = load(file.map(KeysFile::version).orElse(""));
  }

  /** Reads the keys of the settings. */
  static KeyRing of(SecurityConfig config, Clock clock) {
    List<ApiKey> keys = new ArrayList<>();
    config
        .keys()
        .forEach(
            (name, key) -> keys.add(ApiKey.of(name, key.role().strip(), key.sha256().strip())));
    return new KeyRing(keys, config.keysFile().map(KeysFile::new), clock);
  }

  /** Whose key that is. All keys are compared, whichever it is. */
  Optional<Caller> find(String presented) {
    if (!ApiKey.looksLikeKey(presented)) {
      return Optional.empty();
    }
    byte[] digest = ApiKey.digest(presented);
    Optional<Caller> found = Optional.empty();
    for (ApiKey key : keys()) {
      if (key.has(digest)) {
        found = Optional.of(key.caller());
      }
    }
    return found;
  }

  /** The keys as they are now. */
  List<ApiKey> keys() {
    long now = clock.millis();
    long due = nextLook.get();
    // One request looks, the others go on.
    if (file.isPresent()
        && now >= due
        && nextLook.compareAndSet(due, now + LOOK_EVERY.toMillis())) {
      refresh(file.get());
    }
    return loaded.keys();
  }

  private void refresh(KeysFile source) {
    String version = source.version();
    if (version.equals(loaded.version())) {
      return;
    }
    try {
      loaded = load(version);
      LOG.infof("The file of keys %s was read again: %d keys", source, loaded.keys().size());
    } catch (SettingsException e) {
      // Half a file must neither lock everybody out nor let anybody in.
      loaded = new Loaded(loaded.keys(), version);
      LOG.errorf("%s; the keys that were read before stay in use", e.getMessage());
    }
  }

  private Loaded load(String version) {
    List<ApiKey> keys = new ArrayList<>(fixed);
    file.ifPresent(source -> keys.addAll(source.read()));
    Set<String> names = new HashSet<>();
    Set<String> digests = new HashSet<>();
    for (ApiKey key : keys) {
      if (!names.add(key.caller().name())) {
        throw new SettingsException(
            "there are two keys named '%s': give each its own name".formatted(key.caller().name()));
      }
      if (!digests.add(key.hex())) {
        throw new SettingsException(
            "key '%s' has the SHA-256 of another key: make a key each"
                .formatted(key.caller().name()));
      }
    }
    return new Loaded(List.copyOf(keys), version);
  }

  private record Loaded(List<ApiKey> keys, String version) {}
}
