package dev.streamify.spark;

import java.util.Locale;

/**
 * Main class of the Spark Connect server. Everything is set by environment variables; see {@link
 * ServerSettings}.
 *
 * <p>Exit codes: 0 asked to end, 2 settings with which it cannot start.
 */
public final class SparkServer {
  private SparkServer() {}

  /** Runs the server until it is asked to end. */
  public static void main(String[] args) {
    // SQL means the same everywhere: not all of Spark spells out the locale of its upper case.
    Locale.setDefault(Locale.ROOT);
    try {
      ServerSettings settings = ServerSettings.of(System.getenv());
      ParentWatch.startIf(settings.exitWithStdin());
      ConnectServer.run(settings);
    } catch (UnusableSettingsException e) {
      System.err.println("spark-server: " + e.getMessage());
      System.exit(2);
    }
  }
}
