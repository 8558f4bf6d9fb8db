package dev.streamify.batch.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A text column of the output that is a mended form of the input's.
 *
 * @param statement the sql file beside the yml that holds the expression; <code>${text}</code> in
 *     it stands for the text
 * @param columns the columns; those that an input lacks are passed over
 */
public record Repair(
    @JsonProperty(required = true) String statement,
    @JsonProperty(required = true) List<String> columns) {
  /** Copies the columns. */
  public Repair {
    columns = List.copyOf(columns);
  }
}
