package dev.streamify.connect;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What became of records that were to become one row each.
 *
 * @param missing how many have no row
 * @param doubled how many rows there are beyond the first of a record
 * @param uncalledFor how many rows belong to no committed record
 */
record Deliveries(int missing, int doubled, int uncalledFor) {
  static final Deliveries EACH_ONCE = new Deliveries(0, 0, 0);

  static Deliveries of(Collection<Long> committed, Collection<Long> rows) {
    Set<Long> expected = new HashSet<>(committed);
    Set<Long> found = new HashSet<>(rows);
    int doubled = rows.size() - found.size();
    int all = found.size();
    found.retainAll(expected);
    return new Deliveries(expected.size() - found.size(), doubled, all - found.size());
  }
}
