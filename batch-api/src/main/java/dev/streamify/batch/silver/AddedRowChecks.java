package dev.streamify.batch.silver;

import dev.streamify.batch.engine.EngineSession;
import dev.streamify.batch.engine.Sql;
import dev.streamify.batch.engine.TableScan;
import dev.streamify.batch.jobs.CheckDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that look at the rows that a run added and at nothing else, all in one query. */
final class AddedRowChecks {
  private static final String VIEW = "added";

  private final List<CheckDefinition> checks;

  AddedRowChecks(List<CheckDefinition> checks) {
    this.checks =
        checks.stream().filter(check -> check.type() == CheckDefinition.Type.NOT_NULL).toList();
  }

  /** What does not hold. */
  List<Violation> evaluate(EngineSession session, TableScan added) {
    Set<String> columns =
        checks.stream()
            .flatMap(check -> check.columns().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (columns.isEmpty()) {
      return List.of();
    }
    session.view(VIEW, added);
    Map<String, Object> nulls = session.query(query(columns)).get(0);
    List<Violation> violations = new ArrayList<>();
    for (CheckDefinition check : checks) {
      for (String column : check.columns()) {
        long missing = ((Number) nulls.get(column)).longValue();
        if (missing > 0) {
          violations.add(
              new Violation(
                  check.severity(), "%d added rows have no %s".formatted(missing, column)));
        }
      }
    }
    return violations;
  }

  private static String query(Set<String> columns) {
    return columns.stream()
        .map(Sql::name)
        .map(name -> "count_if(" + name + " IS NULL) AS " + name)
        .collect(Collectors.joining(", ", "SELECT ", " FROM " + VIEW));
  }
}
