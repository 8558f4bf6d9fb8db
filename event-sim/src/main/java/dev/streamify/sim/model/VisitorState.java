package dev.streamify.sim.model;

import dev.streamify.sim.random.SimRandom;
import dev.streamify.sim.wire.Encoded;
import dev.streamify.sim.wire.JsonText;

/** A page that a visitor can be on, in a certain situation, and where it may lead. */
final class VisitorState {
  /** Stands for the end of a session. */
  static final VisitorState END = new VisitorState("", "", "", "", 0, 0);

  private final String page;
  private final String auth;
  private final String level;
  private final int status;
  private final int firstWeight;
  private final Encoded pageViewJson;
  private final Encoded listenJson;
  private final Encoded authJson;
  private VisitorState[] nextStates = {};
  private double[] cumulated = {};

  VisitorState(String page, String auth, String level, String method, int status, int firstWeight) {
    this.page = page;
    this.auth = auth;
    this.level = level;
    this.status = status;
    this.firstWeight = firstWeight;
    String item = ",\"itemInSession\":";
    this.authJson = Encoded.of("," + JsonText.member("level", level) + item);
    this.listenJson =
        Encoded.of(
            ","
                + String.join(",", JsonText.member("auth", auth), JsonText.member("level", level))
                + item);
    this.pageViewJson =
        Encoded.of(
            ","
                + String.join(
                    ",",
                    JsonText.member("page", page),
                    JsonText.member("auth", auth),
                    JsonText.member("method", method),
                    JsonText.member("status", status),
                    JsonText.member("level", level))
                + item);
  }

  /** Where the state leads; what the probabilities lack to 1 ends the session. */
  void leadsTo(VisitorState[] states, double[] probabilities) {
    nextStates = states;
    cumulated = new double[probabilities.length];
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      sum += probabilities[i];
      cumulated[i] = sum;
    }
  }

  /** The state after this one, or {@link #END} when the session ends. */
  VisitorState next(SimRandom random) {
    double die = random.nextDouble();
    for (int i = 0; i < cumulated.length; i++) {
      if (die < cumulated[i]) {
        return nextStates[i];
      }
    }
    return END;
  }

  int transitions() {
    return nextStates.length;
  }

  String auth() {
    return auth;
  }

  String level() {
    return level;
  }

  int firstWeight() {
    return firstWeight;
  }

  boolean isSong() {
    return page.equals("NextSong");
  }

  boolean isLogin() {
    return page.equals("Login");
  }

  boolean changesStatus() {
    return page.equals("Submit Upgrade") || page.equals("Submit Downgrade");
  }

  boolean isRedirect() {
    return status >= 300 && status <= 399;
  }

  boolean isLoggedIn() {
    return auth.equals("Logged In");
  }

  boolean isCancelled() {
    return auth.equals("Cancelled");
  }

  /** Whether events tell who the visitor is. */
  boolean showsUser() {
    return isLoggedIn() || isCancelled();
  }

  /** From {@code page} to the name of {@code itemInSession}. */
  Encoded pageViewJson() {
    return pageViewJson;
  }

  /** From {@code auth} to the name of {@code itemInSession}. */
  Encoded listenJson() {
    return listenJson;
  }

  /** From {@code level} to the name of {@code itemInSession}. */
  Encoded authJson() {
    return authJson;
  }
}
