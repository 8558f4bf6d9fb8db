package dev.streamify.batch.runs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much of its input a run reads. */
public enum RunMode {
  /** What was added since the last run. */
  INCREMENTAL,
  /** Everything, or everything of some event dates, made anew. */
  FULL;

  /** As it stands in requests and answers. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode of that name. */
  public static Optional<RunMode> of(String text) {
    return Arrays.stream(values()).filter(mode -> mode.text().equals(text)).findFirst();
  }
}
