package dev.streamify.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventField;
import dev.streamify.contract.EventStream;
import dev.streamify.sim.event.RawEvent;
import dev.streamify.sim.support.ContractValidator;
import dev.streamify.sim.support.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WireFormatTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-06-01T08:00:00.250Z");
  private static final Instant END = Instant.parse("2026-07-15T00:00:00Z");
  private static final String DEVICE = "city zip state userAgent lon lat";
  private static final String USER = "userId lastName firstName gender registration";
  private static final Map<String, String> BEFORE_DEVICE =
      Map.of(
          "listen_events", "artist song duration ts sessionId auth level itemInSession",
          "page_view_events", "ts sessionId page auth method status level itemInSession",
          "auth_events", "ts sessionId level itemInSession",
          "status_change_events", "ts sessionId auth level itemInSession");

  /** A fourth stream, as a contract of tomorrow may have it. */
  private static final EventStream STATUS_CHANGES =
      new EventStream(
          "status_change_events",
          "One change of the subscription.",
          EventContract.standard().stream("auth_events").orElseThrow().fields().stream()
              .filter(field -> !field.name().equals("success"))
              .toList(),
          "ts",
          List.of("userId", "sessionId", "ts"),
          List.of("userId"),
          "itemInSession");

  private static List<RawEvent> events;

  @BeforeAll
  static void simulate() {
    List<EventStream> streams = new ArrayList<>(EventContract.standard().streams());
    streams.add(STATUS_CHANGES);
    events =
        Sources.drain(
            Simulation.of(
                SimulationOptions.between(START, END, 300, 11), new EventContract(streams)));
  }

  private static Stream<RawEvent> eventsOf(String stream) {
    return events.stream().filter(event -> event.stream().equals(stream));
  }

  private static JsonNode json(RawEvent event) {
    try {
      return JSON.readTree(event.value());
    } catch (IOException e) {
      throw new AssertionError(text(event), e);
    }
  }

  private static String text(RawEvent event) {
    return new String(event.value(), StandardCharsets.UTF_8);
  }

  private static String fields(JsonNode event) {
    List<String> names = new ArrayList<>();
    event.fieldNames().forEachRemaining(names::add);
    return String.join(" ", names);
  }

  private static boolean isVisitorKnown(JsonNode event) {
    return event.has("userId");
  }

  @Test
  void everyStreamHasItsFieldsInEventsimsOrderAndNoUserFieldsForStrangers() {
    for (RawEvent event : events) {
      JsonNode json = json(event);
      StringBuilder expected = new StringBuilder(BEFORE_DEVICE.get(event.stream()) + " " + DEVICE);
      expected.append(isVisitorKnown(json) ? " " + USER : "");
      if (event.stream().equals("auth_events")) {
        expected.append(" success");
      }
      if (json.path("page").asText().equals("NextSong")) {
        expected.append(" artist song duration");
      }
      assertThat(fields(json)).as(text(event)).isEqualTo(expected.toString());
    }
    assertThat(events.stream().map(RawEvent::stream)).containsAll(BEFORE_DEVICE.keySet());
  }

  @Test
  void onlyPagesOfLoggedInAndCancelledVisitorsTellWhoTheyAre() {
    eventsOf("page_view_events")
        .map(WireFormatTest::json)
        .forEach(
            event ->
                assertThat(isVisitorKnown(event))
                    .isEqualTo(Set.of("Logged In", "Cancelled").contains(auth(event))));
    assertThat(eventsOf("page_view_events").map(event -> auth(json(event))).distinct())
        .contains("Guest", "Logged In", "Logged Out");
  }

  private static String auth(JsonNode event) {
    return event.get("auth").textValue();
  }

  @Test
  void everyEventIsValidByTheContractAndEndsInANewline() {
    for (RawEvent event : events) {
      EventStream stream = EventContract.standard().stream(event.stream()).orElse(STATUS_CHANGES);
      assertThat(ContractValidator.reject(stream, event.value(), END)).as(text(event)).isEmpty();
      assertThat(text(event)).endsWith("}\n").doesNotContain("\n{");
    }
  }

  @Test
  void everyFieldOfTheContractIsWritten() {
    for (EventStream stream : EventContract.standard().streams()) {
      Set<String> written = new HashSet<>();
      eventsOf(stream.name())
          .forEach(event -> json(event).fieldNames().forEachRemaining(written::add));

      assertThat(stream.fields().stream().filter(EventField::required).map(EventField::name))
          .isSubsetOf(written);
    }
  }

  @Test
  void aListenGoesWithEachNextSongPageAndSharesSessionTimeAndItem() {
    List<String> listens = eventsOf("listen_events").map(WireFormatTest::step).toList();
    List<String> pages =
        eventsOf("page_view_events")
            .filter(event -> json(event).get("page").textValue().equals("NextSong"))
            .map(WireFormatTest::step)
            .toList();

    assertThat(listens).isEqualTo(pages).doesNotHaveDuplicates();
  }

  private static String step(RawEvent event) {
    JsonNode json = json(event);
    return Stream.of("userId", "sessionId", "ts", "itemInSession", "song")
        .map(field -> json.get(field).asText())
        .toList()
        .toString();
  }

  @Test
  void listensNeverShareAnEventIdButPageViewsSometimesDo() {
    assertThat(eventsOf("listen_events").map(WireFormatTest::identity).toList())
        .doesNotHaveDuplicates();
    long pages = eventsOf("page_view_events").count();
    long distinct = eventsOf("page_view_events").map(WireFormatTest::identity).distinct().count();
    assertThat((double) (pages - distinct) / pages).isBetween(0.001, 0.01);
  }

  private static String identity(RawEvent event) {
    JsonNode json = json(event);
    return Stream.of("userId", "sessionId", "ts").map(json::path).toList().toString();
  }

  @Test
  void itemsOfASessionCountUpFromZeroWithoutHoles() {
    Map<Long, Integer> last = new HashMap<>();
    eventsOf("page_view_events")
        .map(WireFormatTest::json)
        .forEach(
            event -> {
              int item = event.get("itemInSession").intValue();
              Integer before = last.put(event.get("sessionId").longValue(), item);
              // Sessions that run already when the simulation begins are seen from their middle.
              assertThat(before == null || item == before + 1).as(event.toString()).isTrue();
            });
  }

  @Test
  void theStatusChangeCarriesTheLevelBeforeIt() {
    List<String> levels =
        eventsOf("status_change_events")
            .map(event -> json(event).get("level").textValue())
            .toList();
    List<String> pages =
        eventsOf("page_view_events")
            .map(event -> json(event).get("page").textValue())
            .filter(page -> page.startsWith("Submit Upgrade") || page.startsWith("Submit Down"))
            .map(page -> page.equals("Submit Upgrade") ? "free" : "paid")
            .toList();

    assertThat(levels).isNotEmpty().isEqualTo(pages);
  }

  @Test
  void eventsComeInOrderOfTimeWithinTheSimulatedTimeInWholeSeconds() {
    assertThat(events)
        .isSortedAccordingTo((a, b) -> Long.compare(a.eventTimeMs(), b.eventTimeMs()));
    for (RawEvent event : events) {
      assertThat(json(event).get("ts").longValue()).isEqualTo(event.eventTimeMs());
      assertThat(event.eventTimeMs()).isBetween(START.toEpochMilli(), END.toEpochMilli());
      assertThat(event.eventTimeMs() % 1_000).isEqualTo(250);
    }
  }

  @Test
  void textHasTheOdditiesOfRealData() {
    String listens = String.join("", eventsOf("listen_events").map(WireFormatTest::text).toList());

    assertThat(listens)
        .contains("\"userAgent\":\"\\\"Mozilla", "\"userAgent\":\"Mozilla", "KHTML, like Gecko")
        .contains("\\\\", "\\\" Mix", ", Pt. 2", "Ã", "Ã\u0083Â", "夜");
    assertThat(listens).containsPattern("\"zip\":\"0\\d{4}\"");
  }

  @Test
  void theTagStandsBehindTheUserWhenThereIsOne() {
    SimulationOptions options =
        new SimulationOptions(
            1,
            OptionalLong.of(500),
            OptionalInt.of(50),
            0,
            Optional.of(START),
            Optional.empty(),
            7_000,
            Optional.of("group \"B\""));
    List<RawEvent> tagged = Sources.drain(Simulation.of(options, EventContract.standard()));

    assertThat(tagged).hasSize(500);
    assertThat(tagged.stream().filter(event -> isVisitorKnown(json(event))))
        .isNotEmpty()
        .allSatisfy(
            event -> {
              assertThat(text(event)).containsPattern("\"registration\":\\d+,\"tag\":\"group");
              assertThat(json(event).get("tag").textValue()).isEqualTo("group \"B\"");
              assertThat(json(event).get("userId").longValue()).isBetween(7_000L, 7_049L);
            });
    assertThat(tagged.stream().filter(event -> !isVisitorKnown(json(event))))
        .noneMatch(event -> json(event).has("tag"));
  }
}
