package dev.streamify.batch.loops;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Tells the log of what goes wrong again and again: once when it begins, once when it becomes
 * something else, and once when it is over.
 */
public final class Troubles {
  private final Logger log;
  private final Map<String, String> told = new ConcurrentHashMap<>();

  /** None yet. */
  public Troubles(Logger log) {
    this.log = log;
  }

  /**
   * Does something that may fail because of its surroundings: a later try may find them mended.
   *
   * @param what what cannot be done if it fails, as a sentence without its full stop
   * @return whether it did not fail
   */
  public boolean guarded(String what, Runnable work) {
    try {
      work.run();
      over(what);
      return true;
    } catch (RuntimeException e) {
      tell(what, String.valueOf(e.getMessage()));
      log.debug(what, e);
      return false;
    }
  }

  /**
   * Tells of it unless that was done.
   *
   * @param what what cannot be done
   * @param why the cause, with its value
   */
  public void tell(String what, String why) {
    if (!why.equals(told.put(what, why))) {
      log.warnf("%s, trying on: %s", what, why);
    }
  }

  /** It works, maybe again. */
  public void over(String what) {
    if (told.remove(what) != null) {
      log.infof("Mended: %s", what);
    }
  }
}
