package dev.streamify.batch.loops;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Does one thing again and again on a thread of its own, whatever goes wrong, until it is ended.
 */
public final class Loop {
  private final Thread thread;
  private final Troubles troubles;
  private final String trouble;
  private final Duration every;
  private final Duration longestPause;
  private final Runnable work;
  private final Runnable last;
  private final CountDownLatch ending = new CountDownLatch(1);

  private Loop(Builder made) {
    this.troubles = made.troubles;
    this.trouble = made.trouble;
    this.every = made.every;
    this.longestPause = made.longestPause;
    this.work = made.work;
    this.last = made.last;
    this.thread = new Thread(this::repeat, made.name);
    thread.setDaemon(true);
  }

  /**
   * Describes a loop.
   *
   * @param name the thread's
   * @param every the pause between two rounds
   * @param work a round
   * @param troubles hear of rounds that fail
   * @param trouble what they hear, as a sentence without its full stop
   */
  public static Builder of(
      String name, Duration every, Runnable work, Troubles troubles, String trouble) {
    return new Builder(name, every, work, troubles, trouble);
  }

  /** A loop that is not started. */
  public static final class Builder {
    private final String name;
    private final Duration every;
    private final Runnable work;
    private final Troubles troubles;
    private final String trouble;
    private Duration longestPause;
    private Runnable last = () -> {};

    private Builder(String name, Duration every, Runnable work, Troubles troubles, String trouble) {
      this.name = name;
      this.every = every;
      this.work = work;
      this.troubles = troubles;
      this.trouble = trouble;
      this.longestPause = every;
    }

    /** While rounds fail the pause doubles up to this one. */
    public Builder pausingUpTo(Duration longest) {
      longestPause = longest;
      return this;
    }

    /** Done on the same thread after the last round. */
    public Builder lastly(Runnable end) {
      last = end;
      return this;
    }

    /** Starts with a first round at once. */
    public Loop start() {
      Loop loop = new Loop(this);
      loop.thread.start();
      return loop;
    }
  }

  private void repeat() {
    Duration pause = every;
    try {
      do {
        pause = troubles.guarded(trouble, work) ? every : doubled(pause);
      } while (!ending.await(pause.toMillis(), TimeUnit.MILLISECONDS));
      troubles.guarded(trouble, last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration doubled(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
  }

  /** Lets the round that goes on be the last; does not wait for it. */
  public void end() {
    ending.countDown();
  }

  /**
   * Lets the round that goes on be the last and waits for it.
   *
   * @param patience how long at most
   */
  public void end(Duration patience) throws InterruptedException {
    end();
    thread.join(patience.toMillis());
  }
}
