package dev.streamify.batch.security;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Which addresses can be reached from where. */
final class Addresses {
  private Addresses() {}

  /** Whether only this machine can reach it. A name that cannot be resolved does not count. */
  static boolean isLoopback(String host) {
    try {
      return !host.isBlank() && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Whether nobody in between can read or change what comes from there. */
  static boolean isSafe(URI uri) {
    return "https".equals(uri.getScheme())
        || ("http".equals(uri.getScheme()) && uri.getHost() != null && isLoopback(uri.getHost()));
  }
}
