package dev.streamify.batch.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.batch.fixture.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
  private static final String FIRST = "sfy_" + "a".repeat(43);
  private static final String SECOND = "sfy_" + "b".repeat(43);

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));

  @Test
  void keysAreFoundByWhatTheyAre() throws IOException {
    KeyRing ring = ring("# ours\n\nreader:viewer:" + ApiKey.hex(FIRST) + "\n");
    assertThat(ring.find(FIRST)).contains(new Caller("reader", Role.VIEWER, Caller.Kind.KEY));
    assertThat(ring.find(SECOND)).isEmpty();
    assertThat(ring.find("")).isEmpty();
    assertThat(ring.find(ApiKey.hex(FIRST))).isEmpty();
  }

  @Test
  void theFileIsReadAgainWhenItChanges() throws IOException {
    KeyRing ring = ring("reader:viewer:" + ApiKey.hex(FIRST) + "\n");
    clock.advance(Duration.ofSeconds(5));
    write("reader:viewer:" + ApiKey.hex(SECOND) + "\n");
    assertThat(ring.find(SECOND)).isPresent();
    assertThat(ring.find(FIRST)).isEmpty();
  }

  @Test
  void aFileThatBecomesWrongChangesNothing() throws IOException {
    KeyRing ring = ring("reader:viewer:" + ApiKey.hex(FIRST) + "\n");
    write("reader:viewer\n");
    clock.advance(Duration.ofSeconds(5));
    assertThat(ring.find(FIRST)).isPresent();
    Files.delete(file());
    clock.advance(Duration.ofSeconds(5));
    assertThat(ring.find(FIRST)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reader:viewer",
        "reader:viewer:c0ffee",
        "reader:king:%s",
        "rea der:viewer:%s",
        ":viewer:%s",
        "reader:viewer:%s:more",
        "sfy_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void aWrongLineIsToldByItsNumberAndNotRepeated(String line) {
    assertThatThrownBy(() -> ring("# ours\n" + line.formatted(ApiKey.hex(FIRST)) + "\n"))
        .hasMessageContaining("line 2 of the file of keys")
        .hasMessageNotContaining(ApiKey.hex(FIRST))
        .hasMessageNotContaining("aaaa");
  }

  @Test
  void namesAndKeysAreThereOnce() {
    assertThatThrownBy(
            () ->
                ring("a:viewer:%s\na:admin:%s\n".formatted(ApiKey.hex(FIRST), ApiKey.hex(SECOND))))
        .hasMessageContaining("two keys named 'a'");
    assertThatThrownBy(
            () -> ring("a:viewer:%s\nb:admin:%s\n".formatted(ApiKey.hex(FIRST), ApiKey.hex(FIRST))))
        .hasMessageContaining("'b'");
  }

  private KeyRing ring(String lines) throws IOException {
    write(lines);
    return new KeyRing(List.of(), Optional.of(new KeysFile(file())), clock);
  }

  private void write(String lines) throws IOException {
    Files.writeString(file(), lines);
    Files.setLastModifiedTime(file(), FileTime.from(clock.instant()));
  }

  private Path file() {
    return folder.resolve("keys");
  }
}
