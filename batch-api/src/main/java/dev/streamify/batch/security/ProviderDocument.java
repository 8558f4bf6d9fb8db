package dev.streamify.batch.security;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;

/**
 * What an OpenID provider says of itself.
 *
 * @param keys where its public keys are
 */
record ProviderDocument(URI keys) {
  /**
   * Reads the discovery document.
   *
   * @throws IOException when it cannot be had or cannot be trusted
   */
  static ProviderDocument fetch(URI issuer, ResourceRetriever http) throws IOException {
    String base = issuer.toString().replaceAll("/+$", "");
    URI address = URI.create(base + "/.well-known/openid-configuration");
    try {
      var document = JSONObjectUtils.parse(http.retrieveResource(address.toURL()).getContent());
      String said = JSONObjectUtils.getString(document, "issuer");
      if (!issuer.toString().equals(said)) {
        throw new IOException(
            "%s speaks for the issuer '%s': set streamify.batch.security.oidc.issuer to exactly that, if it is yours"
                .formatted(address, said));
      }
      URI keys = JSONObjectUtils.getURI(document, "jwks_uri");
      if (keys == null || !Addresses.isSafe(keys)) {
        throw new IOException("%s has no jwks_uri with https".formatted(address));
      }
      return new ProviderDocument(keys);
    } catch (ParseException e) {
      throw new IOException("%s is not a discovery document".formatted(address), e);
    }
  }
}
