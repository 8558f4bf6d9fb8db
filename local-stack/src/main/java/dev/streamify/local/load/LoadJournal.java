package dev.streamify.local.load;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.streamify.local.base.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The loads of a data directory, in a file that is replaced as a whole at every change. */
final class LoadJournal {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Path file;
  private final List<LoadEntry> entries;

  private LoadJournal(Path file, List<LoadEntry> entries) {
    this.file = file;
    this.entries = entries;
  }

  static LoadJournal open(Path file) {
    try {
      List<LoadEntry> entries =
          Files.exists(file)
              ? JSON.readValue(file.toFile(), new TypeReference<List<LoadEntry>>() {})
              : List.of();
      return new LoadJournal(file, new ArrayList<>(entries));
    } catch (IOException e) {
      throw StackException.unusable(
          "the journal of loads %s cannot be read (%s): choose another --data-dir"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  List<LoadEntry> entries() {
    return List.copyOf(entries);
  }

  /** The load that was begun and not reconciled; there is at most one. */
  Optional<LoadEntry> unfinished() {
    return entries.stream().filter(entry -> !entry.done()).findFirst();
  }

  void begin(LoadEntry entry) {
    entries.add(entry);
    save();
  }

  /** Replaces the unfinished load, which is always the last one. */
  void update(LoadEntry entry) {
    entries.set(entries.size() - 1, entry);
    save();
  }

  private void save() {
    try {
      Path draft = file.resolveSibling(file.getFileName() + ".tmp");
      JSON.writeValue(draft.toFile(), entries);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw StackException.failed("the journal of loads cannot be written: " + e.getMessage(), e);
    }
  }
}
