package dev.streamify.connect;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamify.contract.Column;
import dev.streamify.contract.TableDefinition;

/** Records as enrichment writes them: flat JSON with the columns of the table. */
final class SampleRecords {
  /** The last hour of a day in UTC, which is another day in most other zones. */
  static final String INSTANT = "2026-03-08T23:30:00.123Z";

  static final String DAY = "2026-03-08";
  static final String TEXT = "Ünïcode, \"quoted\" İıß 音楽";

  private static final ObjectMapper JSON = new ObjectMapper();

  private SampleRecords() {}

  /** A record with a value in each column. */
  static ObjectNode of(TableDefinition table) {
    ObjectNode value = JSON.createObjectNode();
    for (Column column : table.columns()) {
      switch (column.type()) {
        case BOOLEAN -> value.put(column.name(), true);
        case INT -> value.put(column.name(), Integer.MAX_VALUE);
        case LONG -> value.put(column.name(), Long.MAX_VALUE);
        case DOUBLE -> value.put(column.name(), 217.05859);
        case STRING -> value.put(column.name(), TEXT);
        case DATE -> value.put(column.name(), DAY);
        case TIMESTAMP -> value.put(column.name(), INSTANT);
        case LONG_LIST -> throw new IllegalArgumentException(column.name() + " is a list");
      }
    }
    return value;
  }
}
