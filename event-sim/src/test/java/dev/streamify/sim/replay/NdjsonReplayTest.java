package dev.streamify.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.contract.EventContract;
import dev.streamify.sim.event.EventSource;
import dev.streamify.sim.event.RawEvent;
import dev.streamify.sim.event.SourceException;
import dev.streamify.sim.model.Simulation;
import dev.streamify.sim.model.SimulationOptions;
import dev.streamify.sim.output.FileOutput;
import dev.streamify.sim.output.Pacer;
import dev.streamify.sim.output.Progress;
import dev.streamify.sim.support.Sources;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NdjsonReplayTest {
  private static final EventContract CONTRACT = EventContract.standard();

  @TempDir private Path folder;

  private final List<String> notices = new ArrayList<>();

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private void writeGzip(String name, byte[] content) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.write(content);
    }
  }

  private EventSource replay() {
    return NdjsonReplay.of(folder, CONTRACT, notices::add);
  }

  private List<String> replayed() {
    return Sources.drain(replay()).stream().map(NdjsonReplayTest::describe).toList();
  }

  private static String describe(RawEvent event) {
    return event.stream()
        + "@"
        + event.eventTimeMs()
        + " "
        + new String(event.value(), StandardCharsets.UTF_8);
  }

  @Test
  void filesAreMergedByEventTimeWhateverTheirFormat() throws IOException {
    writeGzip("listen_events.gz", "{\"ts\":10}\n{\"ts\":30}\n".getBytes(StandardCharsets.UTF_8));
    write("page_view_events.ndjson", "{\"ts\":10,\"page\":\"A\"}\n{ \"ts\" : 20 }\n");
    writeGzip("auth_events.json.gz", "{\"x\":\"é\",\"ts\":15}".getBytes(StandardCharsets.UTF_8));

    assertThat(replayed())
        .containsExactly(
            "listen_events@10 {\"ts\":10}\n",
            "page_view_events@10 {\"ts\":10,\"page\":\"A\"}\n",
            "auth_events@15 {\"x\":\"é\",\"ts\":15}\n",
            "page_view_events@20 { \"ts\" : 20 }\n",
            "listen_events@30 {\"ts\":30}\n");
    assertThat(notices).isEmpty();
  }

  @Test
  void invalidLinesKeepTheirPlaceAndBlankLinesAreLeftOut() throws IOException {
    write(
        "listen_events",
        "no json\n\n{\"ts\":5}\r\n   \n{\"ts\":\"text\"}\n{\"song\":\"\\\"ts\\\":9\"}\n{\"ts\":7}\n");
    write("auth_events.json", "{\"ts\":6}\n");

    assertThat(replayed())
        .containsExactly(
            "listen_events@0 no json\n",
            "listen_events@5 {\"ts\":5}\r\n",
            "listen_events@5 {\"ts\":\"text\"}\n",
            "listen_events@5 {\"song\":\"\\\"ts\\\":9\"}\n",
            "auth_events@6 {\"ts\":6}\n",
            "listen_events@7 {\"ts\":7}\n");
    assertThat(replay().expectedRecords()).hasValue(6);
  }

  @Test
  void filesOfOtherStreamsAreLeftOutWithOneLineEach() throws IOException {
    write("listen_events.json", "{\"ts\":1}\n");
    write("status_change_events.gz", "whatever");
    write(".DS_Store", "x");
    Files.createDirectory(folder.resolve("auth_events"));

    assertThat(replayed()).hasSize(1);
    assertThat(notices)
        .singleElement()
        .asString()
        .contains("status_change_events.gz is left out", "there is no stream");
  }

  @Test
  void linesLongerThanAnyBufferArePassedOnWhole() throws IOException {
    String line = "{\"ts\":1,\"song\":\"" + "la".repeat(400_000) + "\"}\n";
    writeGzip("listen_events.gz", (line + line).getBytes(StandardCharsets.UTF_8));

    assertThat(replayed()).hasSize(2).allMatch(text -> text.endsWith(line));
  }

  @Test
  void whatTheSimulatorWritesIsReplayedByteForByte() {
    SimulationOptions options =
        SimulationOptions.endingAt(Instant.parse("2026-11-22T00:00:00Z"), 5_000, 3);
    try (EventSource source = Simulation.of(options, CONTRACT)) {
      var truth =
          new FileOutput(CONTRACT, folder.resolve("made"))
              .write(source, Pacer.asFastAsPossible(), Progress.NONE, () -> false);
      assertThat(truth.total().produced()).isEqualTo(5_000);
    }
    List<String> replayed =
        Sources.drain(NdjsonReplay.of(folder.resolve("made"), CONTRACT, notices::add)).stream()
            .map(NdjsonReplayTest::describe)
            .toList();
    List<String> simulated =
        Sources.drain(Simulation.of(options, CONTRACT)).stream()
            .map(NdjsonReplayTest::describe)
            .toList();

    for (String stream : List.of("listen_events", "page_view_events", "auth_events")) {
      assertThat(replayed.stream().filter(text -> text.startsWith(stream)).toList())
          .isEqualTo(simulated.stream().filter(text -> text.startsWith(stream)).toList());
    }
  }

  @Test
  void foldersThatCannotBeReplayedAreRefusedInOneLine() throws IOException {
    assertThatThrownBy(() -> NdjsonReplay.of(folder.resolve("none"), CONTRACT, notices::add))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("is no folder");
    assertThatThrownBy(this::replay).hasMessageContaining("has no file for any stream");
    write("listen_events.json", "{}");
    write("listen_events.ndjson", "{}");
    assertThatThrownBy(this::replay).hasMessageContaining("keep one of them");
  }

  @Test
  void aTruncatedGzipFileIsReportedInOneLine() throws IOException {
    writeGzip("listen_events.gz", "{\"ts\":1}\n".repeat(1_000).getBytes(StandardCharsets.UTF_8));
    byte[] whole = Files.readAllBytes(folder.resolve("listen_events.gz"));
    Files.write(folder.resolve("listen_events.gz"), Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(this::replayed)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("listen_events.gz cannot be read")
        .hasMessageNotContaining("\n");
  }
}
