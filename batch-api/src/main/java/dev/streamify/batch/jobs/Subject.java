package dev.streamify.batch.jobs;

import dev.streamify.batch.engine.Sql;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.SinkDefinition;
import dev.streamify.contract.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a job is made for: one stream, one table, or nothing in particular.
 *
 * @param stream the stream
 * @param names what stands for it in the texts of the yml
 */
record Subject(Optional<EventStream> stream, Map<String, String> names) {
  /** Everything that a file is to be applied to. */
  static List<Subject> all(EventContract contract, Optional<JobFile.ForEach> forEach) {
    if (forEach.isEmpty()) {
      return List.of(new Subject(Optional.empty(), Map.of()));
    }
    return switch (forEach.get()) {
      case STREAM -> contract.streams().stream().map(Subject::of).toList();
      case TABLE -> contract.tables().stream().map(Subject::of).toList();
      case BRONZE_TABLE -> tables(contract, true);
      case SILVER_TABLE -> tables(contract, false);
    };
  }

  private static List<Subject> tables(EventContract contract, boolean ofSinks) {
    Set<TableDefinition> bronze =
        contract.sinks().stream().map(SinkDefinition::table).collect(Collectors.toSet());
    return contract.tables().stream()
        .filter(table -> bronze.contains(table) == ofSinks)
        .map(Subject::of)
        .toList();
  }

  private static Subject of(EventStream stream) {
    return new Subject(
        Optional.of(stream), Map.of("${stream}", stream.name(), "${identity}", identity(stream)));
  }

  /** The texts of which the event id is made. */
  private static String identity(EventStream stream) {
    return stream.identityFields().stream()
        .map(field -> "coalesce(CAST(" + Sql.name(field) + " AS STRING), '')")
        .collect(Collectors.joining(", "));
  }

  private static Subject of(TableDefinition table) {
    return new Subject(Optional.empty(), Map.of("${table}", table.name()));
  }

  String named(String template) {
    String text = template;
    for (Map.Entry<String, String> name : names.entrySet()) {
      text = text.replace(name.getKey(), name.getValue());
    }
    return text;
  }
}
