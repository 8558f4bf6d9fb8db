package dev.streamify.openlineage;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Where events go.
 *
 * @param transport how they are sent
 * @param url where they are posted to
 * @param token sent as {@code Authorization: Bearer}; never printed
 * @param namespace the namespace of all jobs
 */
public record LineageSettings(
    Transport transport, URI url, Optional<String> token, String namespace) {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** How events are sent. */
  public enum Transport {
    /** There are none. */
    NONE,
    /** To the log, one line each. */
    LOG,
    /** Posted to Marquez, or to whoever else takes them. */
    HTTP
  }

  /** Refuses a URL that nothing can be posted to. */
  public LineageSettings {
    if (transport == Transport.HTTP
        && (url.getHost() == null || !SCHEMES.contains(String.valueOf(url.getScheme())))) {
      throw new IllegalArgumentException(
          "the lineage URL '%s' is no http or https URL: set it like http://127.0.0.1:5000/api/v1/lineage"
              .formatted(url));
    }
    if (namespace.isBlank()) {
      throw new IllegalArgumentException(
          "the lineage namespace '%s' is blank: name one, such as streamify".formatted(namespace));
    }
    token = token.filter(secret -> !secret.isBlank());
  }

  /** Whether events are wanted. */
  public boolean isOn() {
    return transport != Transport.NONE;
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "LineageSettings[%s, %s, %s]".formatted(transport, url, namespace);
  }
}
