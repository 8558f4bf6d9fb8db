package dev.streamify.sim.model;

import dev.streamify.sim.catalog.Song;
import dev.streamify.sim.random.SimRandom;
import dev.streamify.sim.wire.Encoded;

/** A visitor, always at the step that is next to be written. Times are epoch seconds, UTC. */
final class Visitor {
  private final World world;
  private final SimRandom random;
  private final double meanStep;
  private final double meanPause;
  private final Encoded device;
  private final Encoded user;

  private long time;
  private long session;
  private int item;
  private VisitorState state;
  private boolean afterLogin;
  private boolean hasPlayed;
  private Song song;
  private long songEnd;
  private boolean gone;

  /**
   * What makes one visitor different from another.
   *
   * @param meanStep mean pause between two pages, seconds
   * @param meanPause mean pause between two sessions, seconds
   * @param device the JSON of where the visitor comes from
   * @param user the JSON of who the visitor is
   */
  record Traits(double meanStep, double meanPause, Encoded device, Encoded user) {}

  Visitor(World world, SimRandom random, Traits traits, long start, VisitorState first) {
    this.world = world;
    this.random = random;
    this.meanStep = traits.meanStep();
    this.meanPause = traits.meanPause();
    this.device = traits.device();
    this.user = traits.user();
    this.state = first;
    beginSession(world.rhythm().firstSession(start, meanPause, random), first);
  }

  private void beginSession(long begin, VisitorState first) {
    time = begin;
    session = world.newSession();
    item = 0;
    state = first;
    afterLogin = false;
    hasPlayed = false;
    if (first.isSong()) {
      play();
    }
  }

  /** Goes on to the next step: in this session, in the next one, or away for ever. */
  void advance() {
    VisitorState next = state.next(random);
    if (next == VisitorState.END) {
      endSession();
      return;
    }
    item++;
    if (next.isRedirect()) {
      // A redirect is not a page of its own: what came before it stays the page before.
      time++;
      state = next;
      return;
    }
    afterLogin = state.isLogin();
    state = next;
    if (next.isSong()) {
      time = hasPlayed && time < songEnd ? songEnd : time + pause();
      play();
    } else {
      time += pause();
    }
  }

  private void endSession() {
    if (state.isCancelled()) {
      gone = true;
      return;
    }
    long begin = world.rhythm().nextSession(time, meanPause, random);
    beginSession(begin, world.states().first(state.auth(), state.level(), random));
  }

  private void play() {
    song = world.catalog().song(random);
    songEnd = time + song.seconds();
    hasPlayed = true;
  }

  private long pause() {
    return (long) random.exponential(meanStep);
  }

  /** When the step happens. */
  long time() {
    return time;
  }

  /** Number of the session; no two sessions share one. */
  long session() {
    return session;
  }

  /** Number of the step in the session, from 0. */
  int item() {
    return item;
  }

  VisitorState state() {
    return state;
  }

  /** Whether the page before was the login form, so that its outcome is known now. */
  boolean isAfterLogin() {
    return afterLogin;
  }

  /** The song that is played, or was last. */
  Song song() {
    return song;
  }

  Encoded device() {
    return device;
  }

  Encoded user() {
    return user;
  }

  /** Whether the visitor cancelled and never comes back. */
  boolean isGone() {
    return gone;
  }
}
