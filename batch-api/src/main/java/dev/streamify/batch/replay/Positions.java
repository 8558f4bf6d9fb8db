package dev.streamify.batch.replay;

/** Where it stands durably how far replays are. */
interface Positions {
  /** What was noted last; partitions of which nothing was noted are not in it. */
  ReplayPosition find();

  /** Notes it, all or nothing. */
  void note(ReplayPosition position);
}
