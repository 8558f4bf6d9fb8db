package dev.streamify.batch.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.streamify.batch.engine.Sql;
import dev.streamify.contract.EventField;
import dev.streamify.contract.EventStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A check as a yml has it: the settings of all rules side by side, of which each rule uses its own.
 *
 * @param type the rule
 * @param severity what follows when it does not hold
 * @param name the check's name, if the one made of rule and columns is not enough
 * @param metric a count that the share is of; of other rules, the run's metric to which the rows
 *     that do not hold are added
 * @param streams only for these streams; empty for all
 */
record CheckFile(
    @JsonProperty(required = true) Type type,
    @JsonProperty(required = true) CheckDefinition.Severity severity,
    Optional<String> name,
    Optional<String> reason,
    Optional<String> metric,
    Optional<BigDecimal> maxShare,
    Optional<Long> minRows,
    List<String> streams,
    List<String> columns,
    List<String> values,
    Optional<BigDecimal> min,
    Optional<BigDecimal> max,
    Optional<String> condition,
    Optional<String> table,
    Optional<String> statement,
    Optional<String> of,
    Optional<Duration> maxAge,
    Optional<Duration> settled) {

  private static final String REQUIRED_FIELDS = "${required_fields}";

  enum Type {
    NOT_NULL,
    UNIQUE,
    ACCEPTED_VALUES,
    RANGE,
    CONDITION,
    REFERENCES,
    QUERY,
    ROW_COUNT,
    SHARE,
    FRESHNESS,
    UNIQUE_FILES,
    OFFSET_HOLES
  }

  CheckFile {
    streams = streams == null ? List.of() : List.copyOf(streams);
    columns = columns == null ? List.of() : List.copyOf(columns);
    values = values == null ? List.of() : List.copyOf(values);
  }

  /** The checks that it stands for: rules about one column make one for each of its columns. */
  List<CheckDefinition> definitions(Subject subject, UnaryOperator<String> statements) {
    boolean meant =
        streams.isEmpty()
            || subject.stream().map(EventStream::name).filter(streams::contains).isPresent();
    return meant ? rules(subject, statements).stream().map(this::definition).toList() : List.of();
  }

  private CheckDefinition definition(Rule rule) {
    String own =
        rule.columns().isEmpty()
            ? rule.type()
            : rule.type() + " " + String.join(", ", rule.columns());
    return new CheckDefinition(
        name(rule).orElse(own),
        rule,
        new Tolerance(maxShare.orElse(BigDecimal.ZERO), minRows.orElse(0L)),
        severity,
        rule instanceof Rule.Share ? Optional.empty() : metric,
        reason);
  }

  /** One name for the checks of several columns needs the column to tell them apart. */
  private Optional<String> name(Rule rule) {
    boolean perColumn = columns.size() > 1 && rule.columns().size() == 1;
    return name.map(own -> perColumn ? own + ": " + rule.columns().get(0) : own);
  }

  private List<Rule> rules(Subject subject, UnaryOperator<String> statements) {
    return switch (type) {
      case NOT_NULL -> perColumn(subject, Rule.NotNull::new);
      case ACCEPTED_VALUES -> perColumn(subject, column -> new Rule.AcceptedValues(column, values));
      case RANGE -> perColumn(subject, column -> new Rule.InRange(column, min, max));
      case CONDITION -> conditions(subject, statements);
      case UNIQUE -> List.of(new Rule.Unique(columns(subject)));
      case REFERENCES -> List.of(new Rule.References(columns(subject), required("table", table)));
      case QUERY -> List.of(new Rule.Query(required("statement", statement)));
      case ROW_COUNT -> List.of(new Rule.RowCount());
      case SHARE -> List.of(new Rule.Share(required("metric", metric), required("of", of)));
      case FRESHNESS ->
          perColumn(subject, column -> new Rule.Freshness(column, required("max_age", maxAge)));
      case UNIQUE_FILES -> List.of(new Rule.UniqueFiles());
      case OFFSET_HOLES -> List.of(new Rule.OffsetHoles(required("settled", settled)));
    };
  }

  private List<Rule> conditions(Subject subject, UnaryOperator<String> statements) {
    if (statement.isEmpty()) {
      String sql = subject.named(required("condition", condition));
      return List.of(new Rule.Condition(sql, columns(subject)));
    }
    return perColumn(
        subject,
        column ->
            new Rule.Condition(
                Expressions.applied(statements, statement.get(), Sql.name(column)),
                List.of(column)));
  }

  private List<Rule> perColumn(Subject subject, Function<String, Rule> rule) {
    return columns(subject).stream().map(rule).toList();
  }

  private List<String> columns(Subject subject) {
    List<String> named = new ArrayList<>();
    for (String column : columns) {
      if (column.equals(REQUIRED_FIELDS)) {
        subject.stream().stream()
            .flatMap(stream -> stream.fields().stream())
            .filter(EventField::required)
            .map(EventField::name)
            .forEach(named::add);
      } else {
        named.add(column);
      }
    }
    if (named.isEmpty()) {
      throw new IllegalArgumentException("check %s needs columns".formatted(type));
    }
    return named;
  }

  private <T> T required(String setting, Optional<T> value) {
    return value.orElseThrow(
        () -> new IllegalArgumentException("check %s needs %s".formatted(type, setting)));
  }
}
