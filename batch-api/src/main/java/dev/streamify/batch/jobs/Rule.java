package dev.streamify.batch.jobs;

import dev.streamify.batch.engine.Sql;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a check asks. */
public sealed interface Rule {
  /** The rule's name in yml files and answers. */
  String type();

  /** The columns that it looks at; they are shown of rows that do not hold. */
  default List<String> columns() {
    return List.of();
  }

  /** A rule that each row holds or breaks by itself. */
  sealed interface RowRule extends Rule permits NotNull, AcceptedValues, InRange, Condition {
    /** The condition in SQL, never null. */
    String holds();
  }

  /**
   * The column has a value.
   *
   * @param column the column
   */
  record NotNull(String column) implements RowRule {
    @Override
    public String holds() {
      return Sql.name(column) + " IS NOT NULL";
    }

    @Override
    public String type() {
      return "not_null";
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }
  }

  /**
   * The column has one of some texts, or nothing.
   *
   * @param column the column
   * @param values the texts
   */
  record AcceptedValues(String column, List<String> values) implements RowRule {
    /** Copies the values. */
    public AcceptedValues {
      values = List.copyOf(values);
    }

    @Override
    public String holds() {
      return values.stream()
          .map(Sql::text)
          .collect(Collectors.joining(", ", "coalesce(" + Sql.name(column) + " IN (", "), true)"));
    }

    @Override
    public String type() {
      return "accepted_values";
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }
  }

  /**
   * The column's number lies between two others, both included, or is absent.
   *
   * @param column the column
   * @param min the smallest one, absent for none
   * @param max the largest one, absent for none
   */
  record InRange(String column, Optional<BigDecimal> min, Optional<BigDecimal> max)
      implements RowRule {
    @Override
    public String holds() {
      String name = Sql.name(column);
      return Stream.of(
              min.map(least -> name + " >= " + least.toPlainString()),
              max.map(most -> name + " <= " + most.toPlainString()))
          .flatMap(Optional::stream)
          .collect(Collectors.joining(" AND ", "coalesce(", ", true)"));
    }

    @Override
    public String type() {
      return "range";
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }
  }

  /**
   * An expression is not false.
   *
   * @param sql the expression, over the output's columns
   * @param columns the columns to be shown
   */
  record Condition(String sql, List<String> columns) implements RowRule {
    /** Copies the columns. */
    public Condition {
      columns = List.copyOf(columns);
    }

    @Override
    public String holds() {
      return "coalesce(" + sql + ", true)";
    }

    @Override
    public String type() {
      return "condition";
    }
  }

  /**
   * No two rows of the dates that the run wrote have the same values.
   *
   * @param columns the columns
   */
  record Unique(List<String> columns) implements Rule {
    /** Copies the columns. */
    public Unique {
      columns = List.copyOf(columns);
    }

    @Override
    public String type() {
      return "unique";
    }
  }

  /**
   * For each row there is one in another table with the same values. Rows that the other table
   * cannot know yet are passed over.
   *
   * @param columns the columns; the other table calls them the same
   * @param table the other table
   */
  record References(List<String> columns, String table) implements Rule {
    /** Copies the columns. */
    public References {
      columns = List.copyOf(columns);
    }

    @Override
    public String type() {
      return "references";
    }
  }

  /** A statement beside the yml finds no rows. */
  record Query(String statement) implements Rule {
    @Override
    public String type() {
      return "query";
    }
  }

  /** Every row read is accounted for, once. */
  record RowCount() implements Rule {
    @Override
    public String type() {
      return "row_count";
    }
  }

  /**
   * A count of the run stays within a share of another.
   *
   * @param metric the count
   * @param of the other one
   */
  record Share(String metric, String of) implements Rule {
    @Override
    public String type() {
      return "share";
    }
  }

  /**
   * The newest value of a time column is not older than a while.
   *
   * @param column the column, a time
   * @param maxAge the while
   */
  record Freshness(String column, Duration maxAge) implements Rule {
    @Override
    public String type() {
      return "freshness";
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }
  }

  /** No data file is listed twice in the dates of the input that the run read. */
  record UniqueFiles() implements Rule {
    @Override
    public String type() {
      return "unique_files";
    }
  }

  /**
   * Between the offsets of the raw topic that the run read none is missing.
   *
   * @param settled a younger gap may still be filled by a later commit
   */
  record OffsetHoles(Duration settled) implements Rule {
    @Override
    public String type() {
      return "offset_holes";
    }
  }
}
