package dev.streamify.batch.bootstrap;

/**
 * How far the bootstrap is: {@code Pending} until all tables are there, then {@code Done} for good.
 */
public sealed interface BootstrapState {
  /**
   * Not all tables are there.
   *
   * @param reason why not, as of the last attempt
   */
  record Pending(String reason) implements BootstrapState {}

  /**
   * All tables are there.
   *
   * @param summary what was done
   */
  record Done(String summary) implements BootstrapState {}
}
