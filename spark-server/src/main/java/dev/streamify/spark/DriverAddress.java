package dev.streamify.spark;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;

/** Where executors reach the driver, which is this server. */
final class DriverAddress {
  private static final String LOOPBACK = "127.0.0.1";

  /** Addresses to listen on that nobody can connect to from elsewhere. */
  private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::");

  private DriverAddress() {}

  /**
   * Left to itself Spark would take {@code SPARK_LOCAL_IP}, which is the wildcard where the web
   * interface is to be seen, and executors would look for the driver on their own hosts.
   */
  static String of(String master, String host, Map<String, String> environment) {
    if (!WILDCARDS.contains(host)) {
      return host;
    }
    if (master.startsWith("local")) {
      return LOOPBACK;
    }
    String named = environment.getOrDefault("SPARK_LOCAL_HOSTNAME", "");
    return named.isEmpty() ? ownName(master) : named;
  }

  private static String ownName(String master) {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new UnusableSettingsException(
          "SPARK_MASTER is '%s', but this host's own name means nothing (%s): set SPARK_LOCAL_HOSTNAME to a name under which executors reach it"
              .formatted(master, e.getMessage()));
    }
  }
}
