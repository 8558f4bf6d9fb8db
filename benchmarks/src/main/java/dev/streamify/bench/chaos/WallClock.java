package dev.streamify.bench.chaos;

/** Main class of a JVM that tells what it believes that the time is. */
public final class WallClock {
  private WallClock() {}

  /** Prints milliseconds since 1970. */
  public static void main(String[] args) {
    System.out.println(System.currentTimeMillis());
  }
}
