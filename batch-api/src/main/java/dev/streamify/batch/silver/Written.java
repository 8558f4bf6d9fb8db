package dev.streamify.batch.silver;

import dev.streamify.batch.engine.TableScan;
import dev.streamify.batch.quality.Audited;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a transform wrote to its branch.
 *
 * @param metrics counts by name, in the order in which people read them
 * @param balance whether every row read is accounted for
 * @param rows the rows written; absent when there are none
 * @param vicinity all rows of the dates written to
 * @param warnings what people should know
 * @param placeholders values for further statements beside the yml
 */
record Written(
    Map<String, Long> metrics,
    Audited.Balance balance,
    Optional<TableScan> rows,
    TableScan vicinity,
    List<String> warnings,
    Map<String, String> placeholders) {}
