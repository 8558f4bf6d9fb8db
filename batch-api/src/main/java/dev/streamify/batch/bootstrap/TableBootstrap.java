package dev.streamify.batch.bootstrap;

import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.contract.Column;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;

/**
 * Makes the catalog hold every table of a contract: creates what is missing and adds columns that
 * the contract has gained. It never drops or changes a column, can be run again, and can be run by
 * several services at once.
 */
final class TableBootstrap {
  /** Consumed at creation, never listed among a table's properties. */
  private static final String FORMAT_VERSION = TableProperties.FORMAT_VERSION;

  private final Lakehouse lakehouse;
  private final EventContract contract;
  private final TablePolicy policy;

  TableBootstrap(Lakehouse lakehouse, EventContract contract) {
    this.lakehouse = lakehouse;
    this.contract = contract;
    this.policy = new TablePolicy(contract);
  }

  /**
   * Runs once.
   *
   * @throws SchemaConflictException when a table cannot become what the contract wants; the other
   *     tables are done all the same
   */
  BootstrapReport run() {
    createNamespace();
    List<String> created = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    List<String> conflicts = new ArrayList<>();
    for (TableDefinition table : contract.tables()) {
      try {
        switch (ensure(table)) {
          case CREATED -> created.add(table.name());
          case CHANGED -> changed.add(table.name());
          case UNCHANGED -> {}
        }
      } catch (SchemaConflictException conflict) {
        conflicts.add(conflict.getMessage());
      }
    }
    if (!conflicts.isEmpty()) {
      throw new SchemaConflictException(String.join("; ", conflicts));
    }
    return new BootstrapReport(contract.tables().size(), created, changed);
  }

  private void createNamespace() {
    if (lakehouse.namespaces().namespaceExists(Lakehouse.NAMESPACE)) {
      return;
    }
    try {
      lakehouse.namespaces().createNamespace(Lakehouse.NAMESPACE);
    } catch (RuntimeException e) {
      // Another replica may have been faster; a JDBC catalog then says so in its database's words.
      if (!lakehouse.namespaces().namespaceExists(Lakehouse.NAMESPACE)) {
        throw e;
      }
    }
  }

  private Outcome ensure(TableDefinition definition) {
    TableIdentifier identifier = Lakehouse.identifier(definition.name());
    if (!lakehouse.catalog().tableExists(identifier)) {
      try {
        create(identifier, definition);
        return Outcome.CREATED;
      } catch (RuntimeException e) {
        // As above; then it is looked at like any table that was there.
        if (!lakehouse.catalog().tableExists(identifier)) {
          throw e;
        }
      }
    }
    return widen(lakehouse.catalog().loadTable(identifier), definition);
  }

  private void create(TableIdentifier identifier, TableDefinition definition) {
    Schema schema = IcebergTypes.schema(definition, policy.alsoRequired(definition));
    lakehouse
        .catalog()
        .buildTable(identifier, schema)
        .withPartitionSpec(IcebergTypes.partitioning(definition, schema))
        .withProperties(policy.properties(definition))
        .create();
  }

  private Outcome widen(Table table, TableDefinition definition) {
    boolean columnsAdded = addColumns(table, definition);
    boolean propertiesAdded = addProperties(table, definition);
    return columnsAdded || propertiesAdded ? Outcome.CHANGED : Outcome.UNCHANGED;
  }

  private static boolean addColumns(Table table, TableDefinition definition) {
    List<String> conflicts = new ArrayList<>();
    List<Column> missing = new ArrayList<>();
    for (Column column : definition.columns()) {
      // Spark SQL does not tell names apart by case, so neither may a table.
      Types.NestedField present = table.schema().caseInsensitiveFindField(column.name());
      if (present == null) {
        missing.add(column);
      } else if (!fits(present, column)) {
        conflicts.add(conflict(definition, present, column));
      }
    }
    if (!conflicts.isEmpty()) {
      throw new SchemaConflictException(String.join("; ", conflicts));
    }
    if (!missing.isEmpty()) {
      UpdateSchema update = table.updateSchema();
      // Rows that are there have no value for it, so a new column is never required.
      missing.forEach(
          column ->
              update.addColumn(
                  column.name(),
                  IcebergTypes.type(column.type(), new IcebergTypes.FieldIds()),
                  column.description()));
      update.commit();
    }
    return !missing.isEmpty();
  }

  private static boolean fits(Types.NestedField present, Column column) {
    return present.name().equals(column.name())
        && IcebergTypes.same(
            present.type(), IcebergTypes.type(column.type(), new IcebergTypes.FieldIds()));
  }

  private static String conflict(
      TableDefinition definition, Types.NestedField present, Column column) {
    return "table %s has the column %s %s, but the contract wants %s %s: migrate the table or change the contract"
        .formatted(
            definition.qualifiedName(),
            present.name(),
            present.type(),
            column.name(),
            IcebergTypes.type(column.type(), new IcebergTypes.FieldIds()));
  }

  /** Only what nobody has set: an operator's own value stays. */
  private boolean addProperties(Table table, TableDefinition definition) {
    Map<String, String> present = table.properties();
    UpdateProperties update = table.updateProperties();
    boolean any = false;
    for (Map.Entry<String, String> wanted : policy.properties(definition).entrySet()) {
      if (!wanted.getKey().equals(FORMAT_VERSION) && !present.containsKey(wanted.getKey())) {
        update.set(wanted.getKey(), wanted.getValue());
        any = true;
      }
    }
    if (any) {
      update.commit();
    }
    return any;
  }

  private enum Outcome {
    CREATED,
    CHANGED,
    UNCHANGED
  }
}
