package dev.streamify.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimCommandTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00.5Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return SimCommand.run(
        args, CLOCK, new PrintWriter(out, true), new PrintWriter(err, true), () -> false);
  }

  private int runInto(String name, String... more) {
    List<String> args = new ArrayList<>(List.of("--output-dir", folder.resolve(name).toString()));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  private List<String> lines(String name) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String topic : List.of("listen_events", "page_view_events", "auth_events")) {
      lines.addAll(
          Files.readAllLines(folder.resolve(name).resolve(topic), StandardCharsets.ISO_8859_1));
    }
    return lines;
  }

  @Test
  void aSimulationIsWrittenIntoOneFilePerTopicWithItsTruth() throws IOException {
    Path truth = folder.resolve("truth.json");

    assertThat(
            runInto(
                "a",
                "--events=2000",
                "--randomseed=5",
                "--duplicates=0.02",
                "--malformed=0.01",
                "--late=0.05",
                "--truth=" + truth))
        .isZero();

    assertThat(lines("a")).hasSize(2_060);
    JsonNode json = new ObjectMapper().readTree(truth.toFile());
    assertThat(json.findValuesAsText("base").stream().mapToInt(Integer::parseInt).sum())
        .isEqualTo(2_000);
    assertThat(json.findValuesAsText("duplicates").stream().mapToInt(Integer::parseInt).sum())
        .isEqualTo(40);
    assertThat(json.findValuesAsText("malformed").stream().mapToInt(Integer::parseInt).sum())
        .isEqualTo(20);
    assertThat(json.findValuesAsText("late").stream().mapToInt(Integer::parseInt).sum())
        .isEqualTo(100);
    assertThat(json.path("auth_events").fieldNames())
        .toIterable()
        .containsExactly("base", "duplicates", "malformed", "late", "produced");
    assertThat(out.toString()).contains("seed 5", "end 2026-11-22T12:00:00Z");
  }

  @Test
  void theSameSeedAndStartGiveTheSameFiles() throws IOException {
    String[] args = {"--randomseed=5", "--start-time=2026-01-01", "--end-time=2026-01-05T00:00:00"};
    runInto("a", with(args, "--nusers=50"));
    runInto("b", with(args, "--nusers=50"));
    runInto("c", with(args, "--nusers=51"));

    assertThat(lines("a")).isNotEmpty().isEqualTo(lines("b")).isNotEqualTo(lines("c"));
  }

  private static String[] with(String[] args, String more) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add(more);
    return all.toArray(String[]::new);
  }

  @Test
  void whatWasWrittenCanBeReplayed() throws IOException {
    runInto("a", "--from=10", "--to=3", "--nusers=20", "--tag=x");

    assertThat(runInto("b", "--replay=" + folder.resolve("a"))).isZero();

    assertThat(lines("b")).isNotEmpty().isEqualTo(lines("a")).anyMatch(l -> l.contains("\"tag\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --events=x | is not a long
          --events=0 | the number of events must be from 1
          --nonsense | Unknown option:
          --duplicates=2 | duplicates 2.0 is no share
          --rate=0 | --rate 0.0 is not usable
          --rate=5 --continuous | --rate does not go with
          --continuous --events=5 | --continuous has no end
          --start-time=yesterday | --start-time yesterday is no time
          --start-time=2026-01-01 --from=3 | --start-time and --from say the same
          --start-time=2027-01-01 | is not before the end time
          --replay=/nowhere/at/all | /nowhere/at/all is no folder
          --replay=x --events=5 | --replay takes its events from files
          """)
  void badArgumentsGiveOneLineAndExitCodeTwo(String args, String message) {
    assertThat(runInto("a", args.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString().strip())
        .startsWith("event-sim: ")
        .contains(message)
        .doesNotContain("\n");
  }

  @Test
  void aFolderThatCannotBeWrittenGivesOneLineAndExitCodeTwo() throws IOException {
    Files.writeString(folder.resolve("file"), "x");

    assertThat(runInto("file/below", "--events=10")).isEqualTo(2);
    assertThat(err.toString().strip()).contains("cannot be written").doesNotContain("\n");
  }

  @Test
  void aBrokerThatIsAwayGivesOneLineAndExitCodeTwo() {
    assertThat(run("--bootstrap-servers=no.such.host.invalid:9092", "--events=10")).isEqualTo(2);
    assertThat(err.toString().strip()).contains("is it running").doesNotContain("\n");
  }

  @Test
  void helpNamesEveryOption() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("--nusers", "--growth-rate", "--start-time", "--kafkaBrokerList", "--truth");
  }
}
