package dev.streamify.batch.triggers;

import dev.streamify.batch.history.RunQueue.Submission;
import java.util.Optional;

/** What came of what a trigger asked for. */
final class Submissions {
  private Submissions() {}

  /** The run that does what was asked for. */
  static Optional<String> run(Submission submission) {
    if (submission instanceof Submission.Accepted accepted) {
      return Optional.of(accepted.run().id().value());
    }
    if (submission instanceof Submission.Known known) {
      return Optional.of(known.run().id().value());
    }
    return submission instanceof Submission.Superfluous superfluous
        ? Optional.of(superfluous.waiting().id().value())
        : Optional.empty();
  }
}
