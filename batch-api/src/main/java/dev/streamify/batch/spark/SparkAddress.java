package dev.streamify.batch.spark;

import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Host and port of a Spark Connect URL.
 *
 * @param host as given
 * @param port as given, else Spark's default
 */
record SparkAddress(String host, int port) {
  private static final int DEFAULT_PORT = 15002;

  /** Parameters after the first {@code ;} may hold a token: they are dropped. */
  static SparkAddress of(String remote) {
    URI uri = URI.create(remote.split("/?;", 2)[0]);
    if (!"sc".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "SPARK_REMOTE is not a Spark Connect URL: expected sc://host:port, found scheme '%s'"
              .formatted(uri.getScheme()));
    }
    return new SparkAddress(uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
  }

  InetSocketAddress socket() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
