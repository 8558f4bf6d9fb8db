package dev.streamify.batch.control;

import dev.streamify.batch.history.RunQueue.Submission;
import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.http.ErrorCode;
import dev.streamify.batch.runs.Run;
import java.util.Optional;
import java.util.regex.Pattern;

/** What requests for runs have in common: the caller's key, and what is refused. */
final class Submissions {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  private Submissions() {}

  /**
   * Checks the caller's own name of a request.
   *
   * @throws ApiException when it cannot be one
   */
  static Optional<String> key(Optional<String> header) {
    header
        .filter(key -> !KEY.matcher(key).matches())
        .ifPresent(
            key -> {
              throw ApiException.invalid(
                  "Idempotency-Key must be 1 to 128 letters, digits or any of . _ : -");
            });
    return header;
  }

  /**
   * The run that answers a request.
   *
   * @param asked what was asked for
   * @throws ApiException when it is none
   */
  static Run accepted(Submission submission, Run asked) {
    if (submission instanceof Submission.Full) {
      throw new ApiException(
          ErrorCode.TOO_MANY_RUNS,
          "the queue of runs is full: wait until some have ended (GET /api/v1/runs?state=QUEUED) or"
              + " raise streamify.batch.runs.max-queued");
    }
    if (submission instanceof Submission.Known known) {
      if (!known.run().asksForTheSameAs(asked)) {
        throw new ApiException(
            ErrorCode.KEY_REUSED,
            "the Idempotency-Key belongs to run %s, which asked for something else: take another key"
                .formatted(known.run().id()));
      }
      return known.run();
    }
    if (submission instanceof Submission.Superfluous superfluous) {
      return superfluous.waiting();
    }
    return ((Submission.Accepted) submission).run();
  }
}
