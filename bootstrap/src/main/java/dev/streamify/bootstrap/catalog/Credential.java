package dev.streamify.bootstrap.catalog;

import dev.streamify.bootstrap.base.BootstrapException;

/**
 * Who somebody is to Polaris.
 *
 * @param clientId public
 * @param clientSecret secret
 */
record Credential(String clientId, String clientSecret) {
  /** Reads {@code ID:SECRET} of that variable. */
  static Credential of(String variable, String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw BootstrapException.unusable(variable + " is not of the form ID:SECRET");
    }
    return new Credential(text.substring(0, colon), text.substring(colon + 1));
  }

  /** As {@code ID:SECRET}, for those who may have it. */
  String text() {
    return clientId + ":" + clientSecret;
  }

  @Override
  public String toString() {
    return clientId + ":***";
  }
}
