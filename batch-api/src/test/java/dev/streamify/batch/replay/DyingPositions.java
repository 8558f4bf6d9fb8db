package dev.streamify.batch.replay;

/** Dies instead of committing for the nth time. */
final class DyingPositions implements Positions {
  private final Positions real;
  private int left;

  DyingPositions(Positions real, int atCommit) {
    this.real = real;
    this.left = atCommit;
  }

  @Override
  public ReplayPosition find() {
    return real.find();
  }

  @Override
  public void note(ReplayPosition position) {
    left--;
    if (left == 0) {
      throw new IllegalStateException("killed");
    }
    real.note(position);
  }
}
