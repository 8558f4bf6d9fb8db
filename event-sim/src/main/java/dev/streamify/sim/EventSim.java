package dev.streamify.sim;

/** Entry point of the command {@code event-sim}. */
public final class EventSim {
  private EventSim() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(0);
  }
}
