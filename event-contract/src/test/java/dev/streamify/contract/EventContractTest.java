package dev.streamify.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventContractTest {
  private static final EventStream STATUS_CHANGES =
      new EventStream(
          "status_change_events",
          "A user changed the subscription.",
          List.of(
              EventField.required("ts", ColumnType.LONG, "Event time."),
              EventField.required("sessionId", ColumnType.LONG, "Session."),
              EventField.optional("userId", ColumnType.LONG, "User.").orNumericText(),
              EventField.required("itemInSession", ColumnType.INT, "Step.").within(0, 1_000),
              EventField.required("level", ColumnType.STRING, "Subscription before.")),
          "ts",
          List.of("userId", "sessionId", "ts"),
          List.of("userId", "sessionId"),
          "itemInSession");

  @Test
  void theStandardStreamsFlowThroughTheNamesThatPeopleUse() {
    EventContract contract = EventContract.standard();

    assertThat(contract.streams())
        .extracting(EventStream::rawTopic)
        .containsExactly("listen_events", "page_view_events", "auth_events");
    assertThat(contract.topics())
        .extracting(TopicDefinition::name)
        .contains(
            "enriched_listen_events",
            "listen_events_dead_letters",
            "control_bronze_listen_events",
            "control_bronze_dead_letters");
    assertThat(contract.tables())
        .extracting(TableDefinition::qualifiedName)
        .containsExactly(
            "streamify.bronze_listen_events",
            "streamify.bronze_page_view_events",
            "streamify.bronze_auth_events",
            "streamify.bronze_dead_letters",
            "streamify.silver_listen_events",
            "streamify.silver_page_view_events",
            "streamify.silver_auth_events",
            "streamify.silver_user_sessions");
  }

  @Test
  void aBronzeTableHasTheEventsOwnFieldsAndTheAddedOnes() {
    EventStream listens = EventContract.standard().stream("listen_events").orElseThrow();

    assertThat(listens.bronzeTable().columnNames())
        .containsExactly(
            "event_id",
            "event_date",
            "ts",
            "sessionId",
            "auth",
            "level",
            "itemInSession",
            "artist",
            "song",
            "duration",
            "city",
            "zip",
            "state",
            "userAgent",
            "lon",
            "lat",
            "userId",
            "lastName",
            "firstName",
            "gender",
            "registration",
            "tag",
            "_processing_time",
            "_kafka_partition",
            "_kafka_offset",
            "_extra");
    assertThat(listens.bronzeTable().columns()).noneMatch(Column::required);
  }

  @Test
  void aFourthStreamIsOneMoreEntry() {
    List<EventStream> streams = new ArrayList<>(EventContract.standard().streams());
    streams.add(STATUS_CHANGES);
    EventContract contract = new EventContract(streams);

    assertThat(contract.topics())
        .contains(
            new TopicDefinition("status_change_events", TopicRole.RAW),
            new TopicDefinition("enriched_status_change_events", TopicRole.ENRICHED),
            new TopicDefinition("status_change_events_dead_letters", TopicRole.DEAD_LETTERS),
            new TopicDefinition("control_bronze_status_change_events", TopicRole.CONTROL));
    assertThat(contract.tables())
        .extracting(TableDefinition::name)
        .contains("bronze_status_change_events", "silver_status_change_events");
    assertThat(STATUS_CHANGES.silverTable().columnNames())
        .containsExactly(
            "event_id",
            "event_date",
            "ts",
            "sessionId",
            "userId",
            "itemInSession",
            "level",
            "_processing_time",
            "_kafka_partition",
            "_kafka_offset",
            "_extra");
    assertThat(contract.sinks())
        .filteredOn(sink -> sink.table().equals(DeadLetter.bronzeTable()))
        .singleElement()
        .satisfies(sink -> assertThat(sink.topics()).contains("status_change_events_dead_letters"));
  }

  @Test
  void aControlTopicIsNeverDeletedFrom() {
    assertThat(TopicRole.CONTROL.settings())
        .containsEntry("retention.ms", "-1")
        .containsEntry("retention.bytes", "-1")
        .containsEntry("cleanup.policy", "delete");
  }

  @Test
  void aStreamThatClaimsAnAddedColumnIsRefused() {
    assertThatThrownBy(() -> withFields(EventField.optional("EVENT_ID", ColumnType.STRING, "Id.")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("event_id");
  }

  @Test
  void twoFieldsThatDifferByCaseOnlyAreRefused() {
    assertThatThrownBy(() -> withFields(EventField.optional("TS", ColumnType.LONG, "Again.")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void twoStreamsOfOneNameAreRefused() {
    assertThatThrownBy(() -> new EventContract(List.of(STATUS_CHANGES, STATUS_CHANGES)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("status_change_events");
  }

  private static EventStream withFields(EventField extra) {
    List<EventField> fields = new ArrayList<>(STATUS_CHANGES.fields());
    fields.add(extra);
    return new EventStream(
        "bad", "Bad.", fields, "ts", List.of("userId"), List.of("userId"), "itemInSession");
  }
}
