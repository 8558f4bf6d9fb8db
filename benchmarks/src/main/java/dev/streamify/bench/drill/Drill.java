package dev.streamify.bench.drill;

/** Something that happens to a platform on which events flow. */
interface Drill {
  /** What is done, in half a sentence. */
  String what();

  /** Does it, and what the documentation says, until everything is in bronze. */
  void play(Scene scene);
}
