package dev.streamify.contract;

import dev.streamify.contract.TableDefinition.Partitioning;
import dev.streamify.contract.TableDefinition.Partitioning.Transform;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One stream of events: what its events look like, and the names of everything that it flows
 * through.
 *
 * @param name the stream's name, which is its raw topic's name too
 * @param description what an event of the stream tells
 * @param fields the fields of a raw event; others are kept in {@link EnrichmentColumns#EXTRA}
 * @param eventTimeField the required LONG field that holds the event time in epoch milliseconds,
 *     UTC
 * @param identityFields the fields whose values make the event id, in that order
 * @param keyFields the enriched record's key is the first of these that the event has
 * @param sequenceField the field that tells apart two events with one event id (a collision) from
 *     one event delivered twice (a duplicate)
 */
public record EventStream(
    String name,
    String description,
    List<EventField> fields,
    String eventTimeField,
    List<String> identityFields,
    List<String> keyFields,
    String sequenceField) {

  /** Refuses what later stages could not work with. */
  public EventStream {
    Names.requireStreamName(name);
    Objects.requireNonNull(description, "description");
    fields = List.copyOf(fields);
    identityFields = List.copyOf(identityFields);
    keyFields = List.copyOf(keyFields);
    Columns.requireDistinct(
        "stream " + name,
        Stream.concat(
            fields.stream().map(EventField::name),
            EnrichmentColumns.all().stream().map(Column::name)));
    requireKnown(name, fields, Stream.of(eventTimeField, sequenceField));
    requireKnown(name, fields, identityFields.stream());
    requireKnown(name, fields, keyFields.stream());
    if (identityFields.isEmpty() || keyFields.isEmpty()) {
      throw new IllegalArgumentException(
          "stream %s needs at least one identity field and one key field".formatted(name));
    }
    requireEventTime(name, fields, eventTimeField);
  }

  private static void requireKnown(String stream, List<EventField> fields, Stream<String> names) {
    Set<String> known = fields.stream().map(EventField::name).collect(Collectors.toSet());
    names
        .filter(field -> !known.contains(field))
        .findFirst()
        .ifPresent(
            field -> {
              throw new IllegalArgumentException(
                  "stream %s refers to the field '%s', which is not one of its fields %s"
                      .formatted(stream, field, known));
            });
  }

  private static void requireEventTime(String stream, List<EventField> fields, String eventTime) {
    boolean fits =
        fields.stream()
            .anyMatch(
                field ->
                    field.name().equals(eventTime)
                        && field.required()
                        && field.type() == ColumnType.LONG);
    if (!fits) {
      throw new IllegalArgumentException(
          "stream %s: the event time '%s' must be a required LONG field (epoch milliseconds)"
              .formatted(stream, eventTime));
    }
  }

  /** The field of that name, if the contract knows it. */
  public Optional<EventField> field(String fieldName) {
    return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
  }

  /** The topic that producers write to. */
  public String rawTopic() {
    return name;
  }

  /** The topic of valid, enriched events. */
  public String enrichedTopic() {
    return "enriched_" + name;
  }

  /** The topic of rejected records, as {@link DeadLetter} envelopes. */
  public String deadLetterTopic() {
    return name + "_dead_letters";
  }

  /** Every delivery of every valid event, in the shape of the enriched topic. */
  public TableDefinition bronzeTable() {
    return eventTable("bronze_", "Every delivery of every valid event. " + description);
  }

  /** Every event once. */
  public TableDefinition silverTable() {
    return eventTable("silver_", "Every event once, first delivery wins. " + description);
  }

  private TableDefinition eventTable(String prefix, String tableDescription) {
    List<Column> columns =
        Columns.concat(
            EnrichmentColumns.leading(),
            fields.stream().map(EventField::toColumn).toList(),
            EnrichmentColumns.trailing());
    return new TableDefinition(
        prefix + name,
        tableDescription,
        columns,
        new Partitioning(EnrichmentColumns.EVENT_DATE, Transform.IDENTITY));
  }

  /** The sink that carries the enriched topic into the bronze table. */
  public SinkDefinition bronzeSink() {
    return new SinkDefinition(bronzeTable(), List.of(enrichedTopic()));
  }

  /** The topics of this stream, without its sink's. */
  Stream<TopicDefinition> topics() {
    return Stream.of(
        new TopicDefinition(rawTopic(), TopicRole.RAW),
        new TopicDefinition(enrichedTopic(), TopicRole.ENRICHED),
        new TopicDefinition(deadLetterTopic(), TopicRole.DEAD_LETTERS));
  }
}
