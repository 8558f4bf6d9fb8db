package dev.streamify.local.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadJournalTest {
  private static final LoadRequest REQUEST =
      new LoadRequest(500, Optional.empty(), 0, 0.02, 0.001, 0, Optional.of(7L));
  private static final LoadEntry ENTRY =
      new LoadEntry(
          REQUEST,
          7,
          Instant.parse("2026-11-22T10:15:30Z"),
          Map.of("listen_events-0", 12L),
          Optional.empty(),
          false);

  @TempDir Path folder;

  @Test
  void aLoadThatWasBegunIsUnfinishedAfterARestart() {
    LoadJournal.open(file()).begin(ENTRY);

    assertThat(LoadJournal.open(file()).unfinished()).contains(ENTRY);
  }

  @Test
  void aLoadIsFinishedOnlyWhenItWasReconciled() {
    LoadJournal journal = LoadJournal.open(file());
    journal.begin(ENTRY);
    LoadEntry fed = ENTRY.fed(JsonNodeFactory.instance.objectNode().put("produced", 510));
    journal.update(fed);
    assertThat(LoadJournal.open(file()).unfinished()).contains(fed);

    journal.update(fed.reconciled());
    assertThat(LoadJournal.open(file()).unfinished()).isEmpty();
    assertThat(LoadJournal.open(file()).entries()).hasSize(1);
  }

  @Test
  void aJournalThatIsNoJournalIsAClearError() throws IOException {
    Files.writeString(file(), "not json");

    assertThatThrownBy(() -> LoadJournal.open(file()))
        .hasMessageContaining(file().toString())
        .hasMessageContaining("--data-dir");
  }

  private Path file() {
    return folder.resolve("loads.json");
  }
}
